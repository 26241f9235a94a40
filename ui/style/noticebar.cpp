#include "ui/style/noticebar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>

NoticeBar::NoticeBar(UiTheme &theme, Kind kind, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_kind(kind),
      m_label(new QLabel(this)),
      m_action(new QPushButton(this)),
      m_close(new IconButton(theme, Icon::Close, QStringLiteral("Dismiss"), this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_action->setProperty("flat", true);
    m_action->setProperty("small", true);
    m_close->setSide(24);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kind == Kind::Warning ? 37 : 14, 0, 4, 1);
    row->setSpacing(0);
    row->addWidget(m_label, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::actionWanted);
    connect(m_close, &QAbstractButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
    connect(&theme, &UiTheme::changed, this, &NoticeBar::themeChanged);
    themeChanged();
    hide();
}

void NoticeBar::themeChanged()
{
    setFixedHeight(std::max(m_theme.px(32), 28));
    m_label->setFont(m_theme.font(FontRole::SmallMedium));
    QPalette palette;
    palette.setColor(QPalette::WindowText, m_theme.tokens().text);
    m_label->setPalette(palette);
    elide();
    update();
}

void NoticeBar::showNotice(const QString &text, const QString &action)
{
    m_text = text;
    setAccessibleName(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    show();
    elide();
    if (QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void NoticeBar::elide()
{
    if (layout())
        layout()->activate();
    const QString fits =
        m_label->fontMetrics().elidedText(m_text, Qt::ElideRight, std::max(m_label->width(), 0));
    m_label->setText(fits);
    m_label->setToolTip(fits == m_text ? QString() : m_text);
}

void NoticeBar::resizeEvent(QResizeEvent *)
{
    elide();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), m_kind == Kind::Warning ? t.warningTint : t.elevated);
    fillRule(painter, QRect(0, height() - 1, width(), 1), t.border);
    if (m_kind == Kind::Warning)
        drawIcon(painter, Icon::Warning, QRectF(14, (height() - 1 - 15) / 2.0, 15, 15), t.warning);
}
