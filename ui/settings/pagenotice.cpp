#include "ui/settings/pagenotice.h"

#include <QAccessible>
#include <QHBoxLayout>

PageNotice::PageNotice(UiTheme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_words(new QLabel(this)), m_undo(new QPushButton(tr("Undo"), this))
{
    setProperty("pane", QStringLiteral("elevated"));
    setAttribute(Qt::WA_StyledBackground);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(12, 2, 4, 2);
    line->setSpacing(6);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setProperty("role", QStringLiteral("secondary"));
    line->addWidget(m_words, 1);
    m_undo->setProperty("flat", true);
    m_undo->setAutoDefault(false);
    line->addWidget(m_undo);
    auto *close = new IconButton(theme, Icon::Close, tr("Put away"), this);
    close->setSide(24);
    line->addWidget(close);
    connect(close, &IconButton::clicked, this, &QWidget::hide);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto undo = std::exchange(m_undoing, nullptr))
            undo();
    });
    hide();
}

void PageNotice::tell(const QString &words)
{
    m_undoing = nullptr;
    m_end.reset();
    m_undo->hide();
    show(words);
}

void PageNotice::offerUndo(const QString &words, std::function<void()> undo)
{
    m_undoing = std::move(undo);
    m_undo->show();
    m_end = m_clock.after(offered, [this] {
        m_undoing = nullptr;
        hide();
    });
    show(words);
}

void PageNotice::show(const QString &words)
{
    m_words->setText(words);
    setAccessibleName(words);
    setVisible(true);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}
