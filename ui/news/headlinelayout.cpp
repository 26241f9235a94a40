#include "ui/news/headlinelayout.h"

namespace {
QTextOption optionOf(const QString &text)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    const bool mirrored = text.isRightToLeft();
    option.setTextDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment((mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    return option;
}

QList<QTextLayout::FormatRange> formatsOf(const QList<SearchHit> &marks, qsizetype length, const Tokens &t)
{
    QList<QTextLayout::FormatRange> formats;
    for (const SearchHit &mark : marks) {
        const qsizetype end = std::min(mark.begin + mark.length, length);
        if (end <= mark.begin)
            continue;
        QTextCharFormat format;
        format.setBackground(t.selectedChip);
        format.setForeground(t.accent);
        formats.append({static_cast<int>(mark.begin), static_cast<int>(end - mark.begin), format});
    }
    return formats;
}

void breakLines(HeadlineLayout &headline, const QString &text, qsizetype kept, const UiTheme &theme)
{
    const HeadlineStyle &style = headline.style;
    QTextLayout &layout = headline.layout;
    layout.setText(text);
    layout.setFont(theme.font(style.role));
    layout.setTextOption(optionOf(text));
    layout.setFormats(formatsOf(style.marks, kept, theme.tokens()));
    layout.beginLayout();
    for (int i = 0; i < style.lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        // Qt keeps room for the last letter's overhang, which may well lie in the margin.
        line.setLineWidth(style.width + 1);
        // Leading above and below alike, so that a line of another script's font stands on the same line.
        const int height = theme.fonts().lineHeight(style.role);
        const QFontMetricsF &metrics = theme.fonts().metrics(style.role);
        const qreal baseline = (height + metrics.ascent() - metrics.descent()) / 2;
        line.setPosition({0, i * height + baseline - line.ascent()});
    }
    layout.endLayout();
}
} // namespace

void layOutHeadline(HeadlineLayout &headline, const UiTheme &theme)
{
    const HeadlineStyle &style = headline.style;
    const QString text = headline.text.simplified();
    breakLines(headline, text, text.size(), theme);
    const int lines = headline.layout.lineCount();
    const QTextLine last = lines == style.lines ? headline.layout.lineAt(lines - 1) : QTextLine();
    headline.elided = last.isValid() && last.textStart() + last.textLength() < text.size();
    if (headline.elided) {
        const QString cut = theme.fonts()
                                .metrics(style.role)
                                .elidedText(text.mid(last.textStart()), Qt::ElideRight, style.width - 1);
        const QString shown = text.left(last.textStart()) + cut;
        breakLines(headline, shown, shown.size() - 1, theme);
    }
    headline.layout.setCacheEnabled(true);
}
