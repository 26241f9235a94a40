#include "ui/news/wordingspopup.h"

#include "ui/news/headlinechange.h"

#include <QGridLayout>
#include <QLabel>

namespace {
// One wording as HTML of our own: escaped text, what the next one dropped struck out, what is new tinted.
QString marked(const Wording &wording, const Tokens &tokens)
{
    QString html;
    const auto plain = [&](qsizetype from, qsizetype to) {
        return wording.title.mid(from, to - from).toHtmlEscaped();
    };
    const auto in = [](const QList<TextSpan> &spans, qsizetype at) {
        return std::any_of(spans.begin(), spans.end(), [at](const TextSpan &span) {
            return at >= span.at && at < span.at + span.length;
        });
    };
    const auto style = [&](qsizetype at) {
        return (in(wording.added, at) ? 1 : 0) + (in(wording.dropped, at) ? 2 : 0);
    };
    for (qsizetype at = 0, next = 0; at < wording.title.size(); at = next) {
        const int now = style(at);
        for (next = at + 1; next < wording.title.size() && style(next) == now;)
            ++next;
        QString part = plain(at, next);
        if (now & 1)
            part = QStringLiteral("<span style=\"background-color:%1;color:%2\">%3</span>")
                       .arg(tokens.selected.name(), tokens.accent.name(), part);
        if (now & 2)
            part = QStringLiteral("<s>%1</s>").arg(part);
        html += part;
    }
    return html;
}
} // namespace

WordingsPopup::WordingsPopup(const Story &story, UiTheme &theme, QWidget *parent) : PopupCard(theme, parent)
{
    setAccessibleName(tr("Every wording of the headline"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    const QList<Wording> all = wordings(story);
    const bool days = theme.times().day(all.first().since) != theme.times().day(all.last().since);
    for (int row = 0; row < all.size(); ++row) {
        const Wording &wording = all[row];
        auto *time =
            new QLabel(days ? theme.times().full(wording.since) : theme.times().minute(wording.since));
        time->setProperty("role", QStringLiteral("meta"));
        time->setToolTip(theme.times().exact(wording.since));
        auto *title = new QLabel(marked(wording, theme.tokens()));
        title->setTextFormat(Qt::RichText);
        title->setWordWrap(true);
        title->setFont(theme.font(FontRole::SmallText));
        title->setTextInteractionFlags(Qt::TextSelectableByMouse);
        title->setAccessibleName(wording.title);
        grid->addWidget(time, row, 0, Qt::AlignTop);
        grid->addWidget(title, row, 1);
    }
}

int WordingsPopup::wantedHeight(int width) const
{
    return layout()->heightForWidth(width);
}
