#pragma once

#include "ui/news/headlinechange.h"
#include "ui/news/headlinelayout.h"
#include "ui/news/storymeta.h"
#include "ui/news/storyrows.h"

#include <QCache>
#include <QStyledItemDelegate>
#include <functional>

class Clock;

// Paints the rows of a StoryRows model (design.md section 1): date headings of 26, stories of 56 or 74 and
// their rule, what unfolds below them, promotions, and the ranking. A headline takes at most two lines, in
// the direction of its own script; what doesn't fit ends in an ellipsis and stands whole in the tool tip.
class ArticleDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ArticleDelegate(UiTheme &theme, Clock &clock, QObject *parent = nullptr);

    // The story the reader has open is drawn as the selected one.
    void setOpen(ArticleId id) { m_open = id; }
    // Stories of this stretch of time, both ends included, stand out.
    using Lit = std::optional<std::pair<UtcTime, UtcTime>>;
    void setLit(const Lit &span) { m_lit = span; }
    const Lit &lit() const { return m_lit; }
    // What a search asks for: marked in headlines, and with the line of the summary it stands in.
    void setSearch(const QString &text);
    // What the price did since a story came out; asks nobody. None: nothing is said.
    void setPrices(std::function<std::optional<StoryPrice>(const Story &)> prices)
    {
        m_prices = std::move(prices);
    }
    SinceText since(const StoryRow &row) const; // empty where the row says nothing of it
    bool isElided(const Story &story, int width) const;

    // What a click at this place of a row is for.
    enum class Part { Row, Outlets, NotPromotion };
    Part partAt(const QRect &row, const StoryRow &story, const QPoint &at) const;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    using Headline = HeadlineLayout;
    // How the row stands: what the paint functions share.
    struct Look
    {
        QRect row;
        bool selected = false, hovered = false, lit = false;
    };
    struct Measure
    {
        QString title;
        int width = 0;
        FontRole role = FontRole::Text;
        int lines = 0;
        bool isOf(const Measure &other) const
        {
            return width == other.width && role == other.role && title == other.title;
        }
    };
    bool isLit(const StoryRow &row) const;
    static FontRole roleOf(const StoryRow &row);
    int lineCount(const StoryRow &row, int width) const;
    const Headline &headline(const StoryRow &row, int width) const;
    const Headline &laidOut(int part, const StoryRow &row, const QString &text,
                            const HeadlineStyle &style) const;
    const Headline *snippet(const StoryRow &row, int width) const; // null: the summary has no hit
    std::optional<HeadlineChange> recentChange(const Story &story) const;
    QList<SearchHit> marks(const Story &story) const;
    int rowHeight(const StoryRow &row, int width) const;
    MetaLayout meta(const StoryRow &row, const QRect &box) const;
    QRectF metaBox(const StoryRow &row, const QRect &box) const;
    QString timeOf(const Story &story) const;
    QRectF notPromotionBox(const QRect &row) const;
    QStringList tips(const StoryRow &row, const QRect &box, const QPoint &at) const;

    // articlerows.cpp
    void paintGround(QPainter &painter, const Look &look) const;
    void paintHeading(QPainter &painter, const QRect &row, UtcTime day) const;
    void paintStory(QPainter &painter, const Look &look, const StoryRow &row) const;
    void paintMember(QPainter &painter, const Look &look, const StoryRow &row) const;
    void paintPair(QPainter &painter, const QRect &row, const StoryRow &pair) const;
    void paintPromotions(QPainter &painter, const Look &look, const StoryRow &row) const;
    void paintPromotion(QPainter &painter, const Look &look, const StoryRow &row) const;
    void paintRanked(QPainter &painter, const Look &look, const StoryRow &row) const;
    void paintMore(QPainter &painter, const Look &look) const;
    void write(QPainter &painter, FontRole role, const QColor &ink, const QRectF &box, const QString &text,
               Qt::Alignment alignment = Qt::AlignLeft) const;

    UiTheme &m_theme;
    Clock &m_clock;
    ArticleId m_open;
    Lit m_lit;
    std::function<std::optional<StoryPrice>(const Story &)> m_prices;
    QString m_search;
    QList<SearchPhrase> m_phrases;
    mutable QCache<std::pair<int, qint64>, Headline> m_headlines; // by part of a row and story
    mutable QHash<std::pair<int, qint64>, Measure> m_measures;    // by kind and story
};

// Measures of the rows, unscaled where they hold no text.
namespace StoryMeasures {
constexpr int left = 26, right = 14, dotX = 14;
constexpr int rankRight = 30, rankedLeft = 42; // of the ranking
constexpr int memberDot = 66, memberLeft = 80; // of unfolded reports
constexpr int promotionKind = 108;             // width of its column, scaled
} // namespace StoryMeasures
