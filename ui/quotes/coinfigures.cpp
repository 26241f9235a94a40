#include "ui/quotes/coinfigures.h"

#include "app/quotes/coinsizes.h"
#include "ui/quotes/coinwords.h"
#include "ui/style/buttons.h"
#include "ui/style/chips.h"
#include "ui/style/figures.h"

#include <QPainter>

namespace {
constexpr int footHeight = 72, rangeWidth = 290, rangeLeast = 190, between = 32;

bool hasRange(const SourceQuote *source)
{
    return source && source->ticker.high24h && source->ticker.low24h &&
           *source->ticker.high24h > *source->ticker.low24h && isFresh(source->state);
}
} // namespace

CoinFigures::CoinFigures(QuoteBoard &board, UiTheme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_watch(board, clock, this),
      m_why(new TextLink(theme, Icon::Info, this))
{
    m_why->setWords(tr("Why this number"));
    m_why->setToolTip(
        tr("Why this number (%1)").arg(QKeySequence(Qt::Key_W).toString(QKeySequence::NativeText)));
    connect(m_why, &QAbstractButton::clicked, this, &CoinFigures::whyWanted);
    connect(&m_watch, &CoinWatch::changed, this, &CoinFigures::refresh);
    connect(&theme, &UiTheme::changed, this, &CoinFigures::refresh);
    refresh();
}

void CoinFigures::setSizes(const CoinSizes &sizes)
{
    m_sizes = &sizes;
    connect(&sizes, &CoinSizes::changed, this, [this] {
        if (m_watch.isVisible())
            refresh();
    });
    refresh();
}

void CoinFigures::setWhyOffered(bool offered)
{
    m_whyOffered = offered;
    place();
}

QList<CoinFigures::Figure> CoinFigures::figures() const
{
    QList<Figure> list;
    const SourceQuote *source = m_watch.quote().shownSource();
    if (!source || !isFresh(source->state))
        return list;
    const Numbers &numbers = m_theme.numbers();
    const Ticker &ticker = source->ticker;
    if (ticker.open24h)
        list.append({tr("24h open"), numbers.tickPrice(*ticker.open24h, displayScale(source->instrument))});
    QStringList volumes;
    if (ticker.baseVolume)
        volumes.append(numbers.volume(*ticker.baseVolume, source->instrument.base));
    if (ticker.quoteVolume)
        volumes.append(numbers.volume(*ticker.quoteVolume, source->instrument.quote));
    if (!volumes.isEmpty())
        list.append({tr("%1 volume, 24h").arg(source->venueName), volumes.join(QStringLiteral(" · "))});
    if (const auto size = coinSize())
        list.append(*size);
    return list;
}

// How large the coin is, by whoever tells it.
std::optional<CoinFigures::Figure> CoinFigures::coinSize() const
{
    const auto size = m_sizes ? m_sizes->of(m_watch.coin()) : std::nullopt;
    if (!size)
        return {};
    const QString cap = m_theme.numbers().volume(size->capUsd, QStringLiteral("USD"));
    return Figure{size->attribution.isEmpty() ? tr("Market cap") : size->attribution,
                  size->rank ? tr("Rank %1 · %2").arg(*size->rank).arg(cap) : cap};
}

double CoinFigures::roomFor(const Figure &figure) const
{
    const Fonts &fonts = m_theme.fonts();
    return std::max(fonts.metrics(FontRole::Meta).horizontalAdvance(figure.name),
                    Figures(fonts.font(FontRole::Medium)).width(figure.value));
}

void CoinFigures::refresh()
{
    setFixedHeight(m_theme.px(footHeight));
    QStringList spoken;
    for (const Figure &figure : figures())
        spoken.append(figure.name + u' ' + figure.value);
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    place();
    update();
}

void CoinFigures::place()
{
    const QSize size = m_why->sizeHint();
    m_why->setGeometry(width() - 16 - size.width(), (height() - size.height()) / 2, size.width(),
                       size.height());
    m_why->setVisible(m_whyOffered);
}

// Low and high at the ends, the price between them.
void CoinFigures::paintRange(QPainter &painter, const SourceQuote &source, double width) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const Numbers &numbers = m_theme.numbers();
    const auto scale = displayScale(source.instrument);
    const Figures figures(fonts.font(FontRole::SmallMedium));
    const double left = 16, line = m_theme.px(16), top = height() / 2.0 - m_theme.px(15);
    const double baseline = fonts.baseline(FontRole::SmallMedium, top, line);
    painter.setPen(t.text);
    figures.draw(painter, QPointF(left, baseline), numbers.tickPrice(*source.ticker.low24h, scale));
    figures.drawRight(painter, QPointF(left + width, baseline),
                      numbers.tickPrice(*source.ticker.high24h, scale));
    const QString name = tr("24h range");
    painter.setFont(fonts.font(FontRole::Meta));
    painter.setPen(t.textSecondary);
    painter.drawText(QPointF(left + (width - fonts.metrics(FontRole::Meta).horizontalAdvance(name)) / 2,
                             fonts.baseline(FontRole::Meta, top, line)),
                     name);
    const double low = source.ticker.low24h->toDouble(), high = source.ticker.high24h->toDouble();
    const double share = std::clamp((source.ticker.last.toDouble() - low) / (high - low), 0.0, 1.0);
    const QRectF track(left, top + line + 9, width, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.elevated);
    painter.drawRoundedRect(track, 2, 2);
    painter.setBrush(t.control);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(width * share, 4)), 2, 2);
    painter.setBrush(t.text);
    painter.setPen(QPen(t.surface, 2));
    painter.drawEllipse(QPointF(left + width * share, track.center().y()), 5, 5);
}

void CoinFigures::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), t.surface);
    fillRule(painter, QRect(0, 0, width(), 1), t.border);
    const double end = m_why->isVisible() ? m_why->x() - 16 : width() - 16;
    double x = 16;
    const SourceQuote *source = m_watch.quote().shownSource();
    const QList<Figure> shown = figures();
    double wanted = 2 * between + 1;
    for (const Figure &figure : shown)
        wanted += roomFor(figure) + between;
    const double range =
        std::clamp<double>(end - x - wanted + between, m_theme.px(rangeLeast), m_theme.px(rangeWidth));
    if (hasRange(source) && x + range < end) {
        paintRange(painter, *source, range);
        x += range + between;
        fillRule(painter, QRectF(x, height() / 2.0 - m_theme.px(15), 1, m_theme.px(30)), t.border);
        x += between + 1;
    }
    const double line = m_theme.px(16), small = m_theme.px(14), top = (height() - line - small - 2) / 2;
    const Figures values(fonts.font(FontRole::Medium));
    for (const Figure &figure : shown) {
        const double wide = roomFor(figure);
        if (x + wide > end)
            break;
        painter.setFont(fonts.font(FontRole::Meta));
        painter.setPen(t.textSecondary);
        painter.drawText(QPointF(x, fonts.baseline(FontRole::Meta, top, small)), figure.name);
        painter.setPen(t.text);
        values.draw(painter, QPointF(x, fonts.baseline(FontRole::Medium, top + small + 2, line)),
                    figure.value);
        x += wide + between;
    }
}
