#include "ui/news/addresslabel.h"

#include "ui/news/storytext.h"

#include <QPainter>
#include <cmath>

AddressLabel::AddressLabel(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    followTheme(theme, this);
}

void AddressLabel::setLink(const QUrl &link)
{
    m_host = realHost(link);
    m_scheme = link.scheme().toLower() == QLatin1String("https") ? QString() : QStringLiteral("http://");
    m_rest =
        QString::fromUtf8(link.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded));
    if (m_rest == QLatin1String("/"))
        m_rest.clear();
    const QString reads = QUrl::fromAce(link.host(QUrl::FullyEncoded).toLatin1(), QUrl::IgnoreIDNWhitelist);
    m_reads = reads == link.host(QUrl::FullyEncoded) ? QString() : reads;
    const QString whole = m_scheme + m_host + m_rest;
    setAccessibleName(warning().isEmpty() ? whole : whole + QStringLiteral(". ") + warning());
    setToolTip(QStringLiteral("<qt>%1</qt>").arg(whole.toHtmlEscaped()));
    updateGeometry();
    update();
}

QString AddressLabel::warning() const
{
    return m_reads.isEmpty() ? QString()
                             : tr("Its letters are not plain Latin ones: it reads “%1”.").arg(m_reads);
}

QSize AddressLabel::sizeHint() const
{
    const QFontMetricsF &strong = m_theme.fonts().metrics(FontRole::SmallStrong),
                        &plain = m_theme.fonts().metrics(FontRole::SmallText);
    const qreal width = plain.horizontalAdvance(m_scheme) + strong.horizontalAdvance(m_host) +
                        plain.horizontalAdvance(m_rest);
    return {int(std::ceil(width)) + 2, m_theme.px(16)};
}

QSize AddressLabel::minimumSizeHint() const
{
    return {m_theme.px(80), m_theme.px(16)};
}

void AddressLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Fonts &fonts = m_theme.fonts();
    const Tokens &t = m_theme.tokens();
    qreal x = 0;
    const auto write = [&](FontRole role, const QColor &ink, const QString &text, Qt::TextElideMode cut) {
        const QFontMetricsF &metrics = fonts.metrics(role);
        const QString shown = metrics.elidedText(text, cut, width() - x);
        painter.setFont(fonts.font(role));
        painter.setPen(ink);
        painter.drawText(QPointF(x, fonts.baseline(role, 0, height())), shown);
        x += metrics.horizontalAdvance(shown);
    };
    write(FontRole::SmallText, t.warning, m_scheme, Qt::ElideRight);
    // The end of a host says whose it is: of one that is too long the beginning goes.
    write(FontRole::SmallStrong, m_reads.isEmpty() ? t.text : t.warning, m_host, Qt::ElideLeft);
    write(FontRole::SmallText, t.textSecondary, m_rest, Qt::ElideRight);
}
