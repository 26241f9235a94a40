#include "ui/settings/feedrow.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {
constexpr int rowHeight = 31;
constexpr int nameWidth = 150, languageWidth = 62, buttonsWidth = 52; // at 100 %
} // namespace

FeedRow::FeedRow(UiTheme &theme, const FeedEntry &entry, QWidget *parent)
    : ListRow(theme, {}, parent),
      m_entry(entry),
      m_toggle(new Toggle(theme, {}, this)),
      m_edit(new IconButton(theme, Icon::Sliders, tr("Edit %1").arg(name()), this)),
      m_remove(new IconButton(theme, Icon::Trash, tr("Remove %1").arg(name()), this))
{
    setMovable(false);
    setFixedHeight(theme.px(rowHeight));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 10, 0);
    line->setSpacing(2);
    line->addStretch();
    for (IconButton *button : {m_edit, m_remove}) {
        button->setSide(24);
        button->setFocusPolicy(Qt::NoFocus); // Enter, Delete and the menu do the same for the row in focus
        button->hide();
        line->addWidget(button);
        connect(this, &ListRow::hovered, button, &QWidget::setVisible);
    }
    line->addSpacing(6);
    line->addWidget(m_toggle);
    connect(m_edit, &IconButton::clicked, this, &ListRow::activated);
    connect(m_remove, &IconButton::clicked, this, &ListRow::removeRequested);
    connect(m_toggle, &Toggle::clicked, this, [this] { emit switched(m_toggle->isChecked()); });
    connect(this, &ListRow::hovered, this, qOverload<>(&QWidget::update));
}

QString FeedRow::name() const
{
    const FeedInfo &info = m_entry.info;
    return info.section.isEmpty() ? info.source : info.source + u" › "_s + info.section;
}

void FeedRow::show(const FeedEntry &entry, const FeedLine &line)
{
    if (m_entry == entry && m_line == line && !accessibleName().isEmpty())
        return;
    m_entry = entry;
    m_line = line;
    m_toggle->setChecked(entry.on);
    m_toggle->setAccessibleName(name());
    setAccessibleName(QStringList{name(), feedLanguageName(entry.info.language)}.join(u", "_s));
    setAccessibleDescription(line.words);
    setToolTip(line.tip.toHtmlEscaped().replace(u'\n', u"<br>"_s));
    update();
}

void FeedRow::paintEvent(QPaintEvent *event)
{
    ListRow::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens();
    const bool good = m_line.tone == FeedLine::Tone::Good, trouble = m_line.tone == FeedLine::Tone::Trouble;
    drawDot(painter, QPointF(18, height() / 2.0),
            good      ? tokens.ok
            : trouble ? tokens.warning
                      : tokens.textSecondary,
            !good && !trouble);
    const auto column = [&](FontRole role, const QColor &colour, int x, int width, const QString &text) {
        painter.setFont(m_theme.font(role));
        painter.setPen(colour);
        painter.drawText(QRect(x, 0, width, height()), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, width));
    };
    const int nameEnds = std::min(m_theme.px(nameWidth), width() * 2 / 5); // at 200 % in a narrow dialog
    const int languageAt = 32 + nameEnds + 8;
    const int wordsAt = languageAt + m_theme.px(languageWidth) + 8;
    const int end = width() - m_theme.px(30) - 20 - (m_edit->isVisible() ? buttonsWidth : 0);
    column(FontRole::Strong, tokens.text, 32, nameEnds, name());
    column(FontRole::SmallText, tokens.textSecondary, languageAt, m_theme.px(languageWidth),
           feedLanguageName(m_entry.info.language));
    column(FontRole::SmallText, trouble ? tokens.warning : tokens.textSecondary, wordsAt,
           std::max(0, end - wordsAt), m_line.words);
}

void FeedRow::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    emit menuWanted(byKey ? mapToGlobal(QPoint(32, height())) : event->globalPos());
}

void FeedRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier)
        m_toggle->click();
    else
        ListRow::keyPressEvent(event);
}
