#include "ui/news/storyhead.h"

#include "app/base/clock.h"
#include "ui/news/storytext.h"
#include "ui/style/badges.h"
#include "ui/style/controls.h"

#include <QPainter>

StoryHead::StoryHead(UiTheme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_clock(clock)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &UiTheme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StoryHead::setArticle(const Article &article)
{
    m_article = article;
    const QString when = m_theme.times().exact(shownTime(article));
    setAccessibleName(QStringLiteral("%1, %2").arg(breadcrumb(article), when));
    setToolTip(when);
    update();
}

QSize StoryHead::sizeHint() const
{
    return {m_theme.px(200), m_theme.px(30)};
}

void StoryHead::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int badge = m_theme.px(18);
    const QString source = shownSource(m_article);
    drawSourceBadge(painter, source, QRectF(0, (height() - badge) / 2, badge, badge), t);

    const UtcTime time = shownTime(m_article);
    QString section = m_article.section, date = m_theme.times().full(time);
    QString age = Times::relative(time, m_clock.now());
    const QFontMetricsF &strong = fonts.metrics(FontRole::SmallStrong),
                        &plain = fonts.metrics(FontRole::SmallMedium);
    const QString arrow = QStringLiteral(" › "), dot = QStringLiteral(" · ");
    const qreal chip = m_article.sample ? chipWidth(fonts, tr("Sample")) + 8 : 0;
    const qreal left = badge + 8;
    qreal room = width() - left - chip - strong.horizontalAdvance(source);
    const auto needs = [&] {
        return (section.isEmpty() ? 0 : plain.horizontalAdvance(arrow + section)) +
               (date.isEmpty() ? 0 : 8 + plain.horizontalAdvance(date)) +
               (age.isEmpty() ? 0 : plain.horizontalAdvance(dot + age));
    };
    for (QString *part : {&age, &section, &date}) {
        if (needs() > room)
            part->clear();
    }

    qreal x = left;
    const auto put = [&](FontRole role, const QColor &ink, const QString &text) {
        painter.setFont(m_theme.font(role));
        painter.setPen(ink);
        painter.drawText(QPointF(x, fonts.baseline(role, 0, height())), text);
        x += fonts.metrics(role).horizontalAdvance(text);
    };
    put(FontRole::SmallStrong, m_article.sample ? t.demo : t.text,
        strong.elidedText(source, Qt::ElideRight, width() - left - chip));
    if (!section.isEmpty()) {
        put(FontRole::SmallMedium, t.textSecondary, arrow);
        put(FontRole::SmallMedium, t.text, section);
    }
    if (!date.isEmpty()) {
        x += 8;
        put(FontRole::SmallMedium, t.textSecondary, age.isEmpty() ? date : date + dot + age);
    }
    if (m_article.sample)
        drawChip(painter, QPointF(x + 8, (height() - m_theme.px(16)) / 2), m_theme, tr("Sample"), t.demo,
                 t.demoTint);
}
