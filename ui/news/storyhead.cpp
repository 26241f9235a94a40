#include "ui/news/storyhead.h"

#include "app/base/clock.h"
#include "ui/news/storymeta.h"
#include "ui/news/storyorigin.h"
#include "ui/news/storytext.h"
#include "ui/style/badges.h"
#include "ui/style/chips.h"

#include <QPainter>

namespace {
constexpr int gap = 8, between = 6;
const QString arrow = QStringLiteral(" › "), dot = QStringLiteral(" · ");
} // namespace

StoryHead::StoryHead(UiTheme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_clock(clock)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    followTheme(theme, this);
}

void StoryHead::setStory(const Story &story, std::optional<int> sourceZoneMinutes)
{
    m_story = story;
    const Article &article = story.article;
    QStringList said{breadcrumb(article), m_theme.times().exact(shownTime(article))};
    for (const Tag &tag : tagsOf(story))
        said.append(tag.text);
    setAccessibleName(said.join(QStringLiteral(", ")));
    setToolTip(breadcrumb(article) + u'\n' + momentTip(article, m_theme.times(), sourceZoneMinutes));
    update();
}

void StoryHead::setTagsAtEnd(bool atEnd)
{
    m_atEnd = atEnd;
    update();
}

QSize StoryHead::sizeHint() const
{
    return {m_theme.px(200), m_theme.px(30)};
}

QList<StoryHead::Tag> StoryHead::tagsOf(const Story &story)
{
    QList<Tag> tags;
    if (story.article.sample)
        tags.append({tr("Sample"), false, true});
    for (const MetaTag &tag : metaTags(story.facts))
        tags.append({tag.text, tag.market, false});
    return tags;
}

qreal StoryHead::widthOf(const Line &line) const
{
    const Fonts &fonts = m_theme.fonts();
    const QFontMetricsF &plain = fonts.metrics(FontRole::SmallMedium);
    qreal width = m_theme.px(18) + gap + fonts.metrics(FontRole::SmallStrong).horizontalAdvance(line.source);
    if (!line.section.isEmpty())
        width += plain.horizontalAdvance(arrow + line.section);
    if (!line.date.isEmpty())
        width += gap + plain.horizontalAdvance(line.date);
    if (!line.age.isEmpty())
        width += plain.horizontalAdvance(dot + line.age);
    for (const Tag &tag : line.tags)
        width += between + chipWidth(fonts, tag.text, tag.market);
    return width + (line.tags.isEmpty() ? 0 : 2);
}

StoryHead::Line StoryHead::fitted() const
{
    const Article &article = m_story.article;
    const UtcTime time = shownTime(article);
    Line line{shownSource(article), article.section, m_theme.times().full(time),
              Times::relative(time, m_clock.now()), tagsOf(m_story)};
    const auto fits = [&] { return widthOf(line) <= width(); };
    if (!fits())
        line.age.clear();
    while (!fits() && line.tags.size() > 1)
        line.tags.removeLast();
    for (QString *part : {&line.section, &line.date})
        if (!fits())
            part->clear();
    if (!fits() && !article.sample)
        line.tags.clear();
    if (!fits()) {
        const QFontMetricsF &strong = m_theme.fonts().metrics(FontRole::SmallStrong);
        const qreal over = widthOf(line) - width();
        line.source = strong.elidedText(line.source, Qt::ElideRight,
                                        std::max(0.0, strong.horizontalAdvance(line.source) - over));
    }
    return line;
}

void StoryHead::paintTag(QPainter &painter, const Tag &tag, qreal x) const
{
    const Tokens &t = m_theme.tokens();
    const QColor ink = tag.sample ? t.demo : tag.market ? t.accent : t.textSecondary;
    const QColor ground = tag.sample ? t.demoTint : tag.market ? t.selected : t.elevated;
    drawChip(painter, QPointF(x, (height() - m_theme.px(16)) / 2), m_theme, tag.text, ink, ground,
             tag.market ? std::optional(Icon::Diamond) : std::nullopt);
}

void StoryHead::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const Line line = fitted();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int badge = m_theme.px(18);
    drawSourceBadge(painter, shownSource(m_story.article), QRectF(0, (height() - badge) / 2, badge, badge),
                    t);
    qreal x = badge + gap;
    const auto put = [&](FontRole role, const QColor &ink, const QString &text) {
        painter.setFont(m_theme.font(role));
        painter.setPen(ink);
        painter.drawText(QPointF(x, fonts.baseline(role, 0, height())), text);
        x += fonts.metrics(role).horizontalAdvance(text);
    };
    put(FontRole::SmallStrong, m_story.article.sample ? t.demo : t.text, line.source);
    if (!line.section.isEmpty()) {
        put(FontRole::SmallMedium, t.textSecondary, arrow);
        put(FontRole::SmallMedium, t.text, line.section);
    }
    if (!line.date.isEmpty()) {
        x += gap;
        put(FontRole::SmallMedium, t.textSecondary,
            line.age.isEmpty() ? line.date : line.date + dot + line.age);
    }
    if (m_atEnd) {
        x = width() + between;
        for (const Tag &tag : line.tags)
            x -= between + chipWidth(fonts, tag.text, tag.market);
    } else {
        x += gap;
    }
    for (const Tag &tag : line.tags) {
        paintTag(painter, tag, x);
        x += chipWidth(fonts, tag.text, tag.market) + between;
    }
}
