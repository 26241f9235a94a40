#include "ui/shell/banner.h"

#include "ui/style/controls.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace {
// *Words* that stand out, everything else escaped.
QString marked(const QString &plain, const QColor &colour)
{
    QString html;
    bool strong = false;
    const QStringList parts = plain.toHtmlEscaped().split(u'*');
    for (const QString &part : parts) {
        html += strong ? QStringLiteral("<b>%1</b>").arg(part) : part;
        strong = !strong;
    }
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour.name(), html);
}
} // namespace

Banner::Banner(Kind kind, Icon icon, UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_kind(kind),
      m_icon(icon),
      m_theme(theme),
      m_picture(new QLabel(this)),
      m_text(new QLabel(this)),
      m_close(new IconButton(theme, Icon::Close, tr("Close"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 5);
    row->setSpacing(8);
    row->addWidget(m_picture);
    row->addWidget(m_text, 1);
    row->addWidget(m_close);
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1);
    m_close->setSide(24);
    m_close->hide();
    connect(m_close, &QAbstractButton::clicked, this, &Banner::closed);
    connect(&theme, &UiTheme::changed, this, &Banner::restyle);
    hide();
    restyle();
}

void Banner::setText(const QString &fact, const QString &doing)
{
    if (fact == m_fact && doing == m_doing)
        return;
    const bool news = fact != m_fact; // a countdown in `doing` isn't read out each second
    m_fact = fact;
    m_doing = doing;
    setAccessibleName(text());
    restyle();
    if (news && isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

QString Banner::text() const
{
    QString fact = m_fact;
    fact.remove(u'*');
    return m_doing.isEmpty() ? fact : fact + u' ' + m_doing;
}

QPushButton *Banner::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("small", true);
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(row->count() - 1, button);
    return button;
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::restyle()
{
    const Tokens &t = m_theme.tokens();
    const QColor ink = m_kind == Kind::Demo ? t.demo : m_kind == Kind::Warning ? t.warning : t.stale;
    const int side = m_theme.px(16);
    m_picture->setPixmap(makeIcon(m_icon, ink, ink, ink).pixmap(QSize(side, side), devicePixelRatioF()));
    m_text->setFont(m_theme.font(FontRole::SmallMedium));
    m_text->setText(marked(m_fact, t.text) + u' ' + marked(m_doing, t.textSecondary));
    setMinimumHeight(m_theme.px(34));
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), m_kind == Kind::Demo      ? t.demoTint
                             : m_kind == Kind::Warning ? t.warningTint
                                                       : t.elevated);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.border);
}
