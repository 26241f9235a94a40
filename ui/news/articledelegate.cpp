#include "ui/news/articledelegate.h"

#include "app/base/clock.h"
#include "ui/news/storytext.h"
#include "ui/style/controls.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

using namespace StoryMeasures;
using Kind = StoryRow::Kind;

namespace {
constexpr int cached = 600;               // headlines, some 2 KB each
constexpr qsizetype snippetLead = 24;     // characters before the first hit
constexpr qsizetype longestUnbroken = 60; // characters of a tool tip's line

enum HeadlinePart { WholeHeadline, Snippet };

const StoryRow *rowOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const StoryRows *>(index.model());
    return model ? model->row(index) : nullptr;
}

// The words around the first hit, from a word's begin.
QString around(const QString &text, const SearchHit &hit)
{
    if (hit.begin <= snippetLead)
        return text;
    const qsizetype blank = text.indexOf(u' ', hit.begin - snippetLead);
    const qsizetype from = blank >= 0 && blank < hit.begin ? blank + 1 : hit.begin - snippetLead / 2;
    return QChar(0x2026) + text.mid(from);
}
} // namespace

ArticleDelegate::ArticleDelegate(UiTheme &theme, Clock &clock, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_clock(clock), m_headlines(cached)
{
    connect(&theme, &UiTheme::changed, this, [this] {
        m_headlines.clear();
        m_measures.clear();
    });
}

void ArticleDelegate::setSearch(const QString &text)
{
    if (text == m_search)
        return;
    m_search = text;
    m_phrases = searchPhrases(text);
}

// What is said of it for a day.
std::optional<HeadlineChange> ArticleDelegate::recentChange(const Story &story) const
{
    const auto change = headlineChange(story);
    return change && m_clock.now() - change->at <= std::chrono::hours{24} ? change : std::nullopt;
}

QList<SearchHit> ArticleDelegate::marks(const Story &story) const
{
    const QString title = story.article.title.simplified();
    if (!m_phrases.isEmpty())
        return searchHits(title, m_phrases);
    if (!recentChange(story))
        return {};
    QList<SearchHit> changed;
    for (const TextSpan &span : changedWords(story.earlierTitles.last().title, title).to) {
        if (span.length < title.size()) // another headline altogether
            changed.append({span.at, span.length});
    }
    return changed;
}

const ArticleDelegate::Headline &ArticleDelegate::laidOut(int part, const StoryRow &row, const QString &text,
                                                          const HeadlineStyle &style) const
{
    const std::pair key(part * 16 + static_cast<int>(row.kind), row.story.article.id.value);
    const Headline *known = m_headlines.object(key);
    if (known && known->style == style && known->text == text)
        return *known;
    auto *made = new Headline{text, style, false, {}};
    layOutHeadline(*made, m_theme);
    m_headlines.insert(key, made);
    return *made;
}

FontRole ArticleDelegate::roleOf(const StoryRow &row)
{
    if (row.kind == Kind::Ranked)
        return FontRole::Medium;
    const bool unread =
        row.kind == Kind::Story && !row.story.state.read && row.story.facts.promotion.isEmpty();
    return unread ? FontRole::Strong : FontRole::Text;
}

const ArticleDelegate::Headline &ArticleDelegate::headline(const StoryRow &row, int width) const
{
    HeadlineStyle style{width, 2, roleOf(row), {}};
    if (row.kind != Kind::Ranked) // which has no room to say what changed
        style.marks = marks(row.story);
    if (row.kind == Kind::Member || row.kind == Kind::Promotion)
        style.lines = 1;
    return laidOut(WholeHeadline, row, row.story.article.title, style);
}

const ArticleDelegate::Headline *ArticleDelegate::snippet(const StoryRow &row, int width) const
{
    if (m_phrases.isEmpty() || row.kind != Kind::Story)
        return nullptr;
    const QString summary = row.story.article.summary.simplified();
    const QList<SearchHit> hits = searchHits(summary, m_phrases);
    if (hits.isEmpty())
        return nullptr;
    const QString text = around(summary, hits.first());
    return &laidOut(Snippet, row, text, {width, 1, FontRole::SmallText, searchHits(text, m_phrases)});
}

bool ArticleDelegate::isElided(const Story &story, int width) const
{
    return headline({Kind::Story, 0, story}, width - left - right).elided;
}

// Lists are measured whole, however long: what a headline needs is kept longer than its layout.
int ArticleDelegate::lineCount(const StoryRow &row, int width) const
{
    const Measure asked{row.story.article.title, width, roleOf(row), 0};
    Measure &known = m_measures[{static_cast<int>(row.kind), row.story.article.id.value}];
    if (known.lines == 0 || !known.isOf(asked)) {
        known = asked;
        known.lines = headline(row, width).lineCount();
    }
    return known.lines;
}

int ArticleDelegate::rowHeight(const StoryRow &row, int width) const
{
    const int line = m_theme.px(18);
    switch (row.kind) {
    case Kind::Heading:
        return m_theme.px(26);
    case Kind::Story: {
        const int room = width - left - right;
        const int summary = snippet(row, room) ? m_theme.px(16) + 2 : 0;
        return 9 + lineCount(row, room) * line + summary + 4 + m_theme.px(16) + 9 + 1; // and the rule
    }
    case Kind::Member:
        return 7 + line + 2 + m_theme.px(14) + 7 + 1;
    case Kind::Pair:
        return m_theme.px(22);
    case Kind::Promotions:
        return m_theme.px(30);
    case Kind::Promotion:
        return 5 + line + m_theme.px(14) + 5 + 1;
    case Kind::Ranked: {
        const int tagged = metaTags(row.story.facts).isEmpty() ? 14 : 16;
        return 8 + lineCount(row, width - rankedLeft - right) * line + 4 + m_theme.px(tagged) + 8;
    }
    case Kind::More:
        return m_theme.px(36);
    }
    return 0;
}

QSize ArticleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const StoryRow *row = rowOf(index);
    return {width, row ? rowHeight(*row, width) : 0};
}

// Today's stories need no date; headings give the others theirs, but a ranked list has none.
QString ArticleDelegate::timeOf(const Story &story) const
{
    const Times &times = m_theme.times();
    const UtcTime time = story.article.sortTime;
    const bool dated = !m_phrases.isEmpty() && times.day(time) != times.day(m_clock.now());
    return dated ? times.full(time) : times.minute(time);
}

QRectF ArticleDelegate::metaBox(const StoryRow &row, const QRect &box) const
{
    const bool ranked = row.kind == Kind::Ranked;
    const int from = ranked ? rankedLeft : left;
    const int width = box.width() - from - right;
    const int summary = snippet(row, width) ? m_theme.px(16) + 2 : 0;
    const int top = (ranked ? 8 : 9) + lineCount(row, width) * m_theme.px(18) + summary + 4;
    const bool low = ranked && metaTags(row.story.facts).isEmpty();
    return {qreal(box.left() + from), qreal(box.top() + top), qreal(width), qreal(m_theme.px(low ? 14 : 16))};
}

SinceText ArticleDelegate::since(const StoryRow &row) const
{
    if (!m_prices || row.kind != Kind::Story || !row.story.facts.promotion.isEmpty() ||
        recentChange(row.story))
        return {};
    const auto price = m_prices(row.story);
    return price ? sinceText(*price, row.story.article.published, m_theme.numbers(), m_theme.times())
                 : SinceText{};
}

MetaLayout ArticleDelegate::meta(const StoryRow &row, const QRect &box) const
{
    MetaLine line;
    if (row.kind == Kind::Ranked) {
        line = metaLine(row.story, {});
        line.source = row.text;
        line.time.clear();
        line.sample = false;
        line.outlets = 0;
    } else {
        const auto change = recentChange(row.story);
        line = metaLine(row.story, timeOf(row.story),
                        change ? headlineChangeText(*change, m_theme.times()) : QString());
        const SinceText words = since(row);
        line.since = words.text;
        line.sinceTone = words.tone;
    }
    return layOutMeta(line, metaBox(row, box), m_theme.fonts());
}

// Beside the headline; where that would leave too little of it, beside the outlet.
QRectF ArticleDelegate::notPromotionBox(const QRect &row) const
{
    const qreal width =
        m_theme.fonts().metrics(FontRole::SmallStrong).horizontalAdvance(tr("Not a promotion"));
    const bool wide = row.width() >= m_theme.px(420);
    const qreal top = wide ? 0 : 5 + m_theme.px(18), height = wide ? row.height() - 1 : m_theme.px(14);
    return {row.right() + 1 - right - width, row.top() + top, width, height};
}

ArticleDelegate::Part ArticleDelegate::partAt(const QRect &row, const StoryRow &story, const QPoint &at) const
{
    // A little more than the figures, so that it can be hit: 24 high at least.
    if (story.kind == Kind::Story && meta(story, row).outlets.isValid() &&
        meta(story, row).outlets.adjusted(-6, -4, 10, 8).contains(at))
        return Part::Outlets;
    if (story.kind == Kind::Promotion && notPromotionBox(row).adjusted(-6, -5, right, 5).contains(at))
        return Part::NotPromotion;
    return Part::Row;
}

bool ArticleDelegate::isLit(const StoryRow &row) const
{
    const UtcTime time = row.story.article.sortTime;
    return m_lit && row.isStory() && time >= m_lit->first && time <= m_lit->second;
}

void ArticleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const StoryRow *row = rowOf(index);
    if (!row)
        return;
    // While a story is open, only its row is filled; the keyboard's own has the ring.
    const bool open = row->isStory() && row->story.article.id == m_open;
    const bool current = option.state & QStyle::State_Selected, beside = m_open != ArticleId{} && !open;
    const Look look{option.rect, open || (current && !beside), bool(option.state & QStyle::State_MouseOver),
                    isLit(*row)};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    switch (row->kind) {
    case Kind::Heading:
        paintHeading(*painter, look.row, row->story.article.sortTime);
        break;
    case Kind::Story:
        paintStory(*painter, look, *row);
        break;
    case Kind::Member:
        paintMember(*painter, look, *row);
        break;
    case Kind::Pair:
        paintPair(*painter, look.row, *row);
        break;
    case Kind::Promotions:
        paintPromotions(*painter, look, *row);
        break;
    case Kind::Promotion:
        paintPromotion(*painter, look, *row);
        break;
    case Kind::Ranked:
        paintRanked(*painter, look, *row);
        break;
    case Kind::More:
        paintMore(*painter, look);
        break;
    }
    if (option.state & QStyle::State_HasFocus &&
        (option.state & QStyle::State_KeyboardFocusChange || (current && beside))) {
        painter->setPen(QPen(m_theme.tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(look.row).adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

QStringList ArticleDelegate::tips(const StoryRow &row, const QRect &box, const QPoint &at) const
{
    const Story &story = row.story;
    const Article &article = story.article;
    if (partAt(box, row, at) == Part::Outlets)
        return {tr("Also told by %1 (E)").arg(otherSources(story).join(QStringLiteral(", ")))};
    QStringList lines;
    if (const SinceText words = since(row); !words.tip.isEmpty() && meta(row, box).since.contains(at))
        return words.tip.split(u'\n');
    const int width = box.width() - (row.kind == Kind::Ranked ? rankedLeft : left) - right;
    if (row.kind == Kind::Member || row.kind == Kind::Promotion || headline(row, width).elided)
        lines.append(article.title);
    lines.append(shownSource(article) + QStringLiteral(" · ") + m_theme.times().exact(shownTime(article)));
    if (!story.facts.promotion.isEmpty())
        lines.append(tr("Promotion: %1").arg(story.facts.promotion));
    if (story.earlierTitles.isEmpty())
        return lines;
    for (const Wording &wording : wordings(story))
        lines.append(m_theme.times().full(wording.since) + QStringLiteral("  ") + wording.title);
    return lines;
}

bool ArticleDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const StoryRow *row = rowOf(index);
    if (event->type() != QEvent::ToolTip || !row || !row->isStory())
        return false;
    QStringList html;
    for (QString line : tips(*row, option.rect, event->pos())) {
        if (line.size() <= longestUnbroken) // Qt breaks rich text of a few words into a column
            line.replace(u' ', QChar::Nbsp);
        html.append(line.toHtmlEscaped());
    }
    QToolTip::showText(event->globalPos(),
                       QStringLiteral("<qt>%1</qt>").arg(html.join(QStringLiteral("<br>"))), view,
                       option.rect);
    return true;
}
