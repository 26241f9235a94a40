#include "ui/quotes/coinhead.h"

#include "ui/quotes/coinwords.h"
#include "ui/style/buttons.h"
#include "ui/style/controls.h"
#include "ui/style/figures.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QPushButton>
#include <QToolTip>
#include <cmath>

namespace {
constexpr int paneHeight = 56, pageHeight = 64;
constexpr int stackedBelow = 500;

void paintTriangle(QPainter &painter, QPointF middle, double side, int direction, const QColor &ink)
{
    if (direction == 0)
        return;
    const double half = side / 2, up = direction > 0 ? -1 : 1;
    QPainterPath path;
    path.moveTo(middle + QPointF(-half, -up * half * 0.8));
    path.lineTo(middle + QPointF(half, -up * half * 0.8));
    path.lineTo(middle + QPointF(0, up * half * 0.8));
    path.closeSubpath();
    painter.fillPath(path, ink);
}
} // namespace

QUrl marketPage(const QuoteBoard &board, const AssetId &asset)
{
    const SourceQuote *shown = board.quote(asset).shownSource();
    if (!shown)
        return {};
    for (const QuoteSource *source : board.sources())
        if (source->info().id == shown->venue)
            return source->marketPage(shown->instrument);
    return {};
}

CoinHead::CoinHead(QuoteBoard &board, UiTheme &theme, Clock &clock, Style style, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_clock(clock), m_style(style), m_watch(board, clock, this)
{
    setMouseTracking(true);
    if (style == Style::Page) {
        m_market = new TextLink(theme, Icon::External, this);
        m_alert = new QPushButton(tr("Add alert"), this);
        m_expand = new IconButton(theme, Icon::Expand, tr("Full screen"), this);
        m_expand->setName(tr("Full screen"), Qt::Key_F11);
        connect(m_market, &QAbstractButton::clicked, this, [this] { emit linkWanted(m_page); });
        connect(m_alert, &QPushButton::clicked, this, &CoinHead::alertWanted);
        connect(m_expand, &QAbstractButton::clicked, this, &CoinHead::expandWanted);
    }
    connect(&m_watch, &CoinWatch::changed, this, &CoinHead::refresh);
    connect(&theme, &UiTheme::changed, this, [this] {
        refresh();
        update();
    });
    refresh();
}

void CoinHead::setCoin(const AssetId &asset)
{
    m_watch.setCoin(asset);
}

void CoinHead::setChanges(ChangeFigures &changes)
{
    m_changes = &changes;
    connect(&changes, &ChangeFigures::changed, this, &CoinHead::refresh);
    refresh();
}

// Coins outside the watchlist have the venue's own alone.
ShownChange CoinHead::change() const
{
    const bool listed = m_watch.board().watchlist().contains(m_watch.coin());
    return shownChange(m_watch.quote(), listed ? m_changes : nullptr);
}

void CoinHead::setAlertOffered(bool offered)
{
    m_alertOffered = offered;
    place();
}

double CoinHead::secondLineWidth(const Texts &words) const
{
    if (words.basis.isEmpty())
        return 0;
    return Figures(m_theme.font(FontRole::Meta)).width(words.money) + 5 +
           widthOf(FontRole::Meta, words.basis);
}

double CoinHead::widthOf(FontRole role, const QString &text) const
{
    return m_theme.fonts().metrics(role).horizontalAdvance(text);
}

bool CoinHead::isStacked() const
{
    return m_style == Style::Pane && width() < m_theme.px(stackedBelow);
}

CoinHead::Texts CoinHead::texts() const
{
    const CoinQuote &quote = m_watch.quote();
    const Numbers &numbers = m_theme.numbers();
    const Tokens &t = m_theme.tokens();
    Texts texts;
    texts.name = quote.asset.name;
    texts.awaited = isAwaited(quote);
    texts.price = numbers.price(quote);
    texts.priceInk = toneColour(t, priceTone(quote));
    const ShownChange change = this->change();
    const Words words = changeWords(quote, change, numbers, quoteAge(quote, m_clock));
    texts.change = words.text;
    texts.changeInk = toneColour(t, words.tone);
    const SourceQuote *source = quote.shownSource();
    if (!source)
        return texts;
    texts.market = marketName(*source);
    texts.unit = quote.dollars ? QString() : quote.unit;
    const bool shows = isFresh(quote.state) && !quote.offPeg;
    if (change.pct() && shows)
        texts.direction = Numbers::changeSign(*change.pct());
    if (change.basis != ChangeBasis::Rolling24h && shows)
        texts.basis = changeSpan(change.basis);
    const Ticker &ticker = source->ticker;
    const auto scale = displayScale(source->instrument);
    const auto difference = changeInMoney(quote, change);
    if (difference && isFresh(quote.state))
        texts.money = numbers.moneyChange(*difference, quote.dollars);
    if (ticker.high24h && ticker.low24h && isFresh(quote.state)) {
        texts.high = numbers.tickPrice(*ticker.high24h, scale);
        texts.low = numbers.tickPrice(*ticker.low24h, scale);
    }
    return texts;
}

void CoinHead::refresh()
{
    setFixedHeight(m_theme.px(m_style == Style::Page ? pageHeight : paneHeight));
    const CoinQuote &quote = m_watch.quote();
    setAccessibleName(spokenRow(quote, change(), m_theme.numbers(), quoteAge(quote, m_clock)));
    if (m_market) {
        m_page = marketPage(m_watch.board(), m_watch.coin());
        const SourceQuote *shown = quote.shownSource();
        m_market->setWords(shown ? tr("Open %1 on %2").arg(pairName(shown->instrument), shown->venueName)
                                 : QString());
        m_alert->setIcon(makeIcon(Icon::Bell, m_theme.tokens().text, m_theme.tokens().text,
                                  m_theme.tokens().textDisabled));
        place();
    }
    showTexts();
}

// Sources tick without moving what is shown, and a tick moves only figures: nothing else is painted again.
void CoinHead::showTexts()
{
    const Texts before = std::exchange(m_texts, texts());
    if (m_texts == before)
        return;
    const bool sameNames = m_texts.name == before.name && m_texts.market == before.market;
    // Stacked, the names get the room that the price leaves.
    update(sameNames && !isStacked() ? rect().adjusted(m_figuresFrom, 0, 0, 0) : rect());
}

// From the right: expand, alert, market; what doesn't fit beside the price goes, the market first.
void CoinHead::place()
{
    if (!m_market)
        return;
    const Texts words = texts();
    const Figures price(m_theme.font(FontRole::DetailPrice));
    const double names =
        std::max(widthOf(FontRole::DialogTitle, words.name), widthOf(FontRole::Meta, words.market));
    const double left = m_theme.px(64) + names + 24 + price.width(words.price) +
                        (words.unit.isEmpty() ? 0 : 6 + widthOf(FontRole::Meta, words.unit)) + 12 +
                        std::max<double>(m_theme.px(70), secondLineWidth(words));
    double x = width() - 16;
    const auto put = [&](QWidget *widget, double gap, bool wanted) {
        const QSize size = widget->sizeHint();
        const bool shown = wanted && x - size.width() > left + 16;
        widget->setVisible(shown);
        if (!shown)
            return;
        x -= size.width();
        widget->setGeometry(QRect(QPoint(static_cast<int>(x), (height() - size.height()) / 2), size));
        x -= gap;
    };
    put(m_expand, 14, true);
    put(m_alert, 24, m_alertOffered);
    put(m_market, 0, !m_page.isEmpty());
}

void CoinHead::paintEvent(QPaintEvent *event)
{
    m_namesDue = isStacked() || event->rect().left() < m_figuresFrom;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_watch.coin().value.isEmpty())
        return;
    const Texts words = texts();
    if (m_style == Style::Page)
        paintPage(painter, words);
    else if (isStacked())
        paintStacked(painter, words);
    else
        paintPane(painter, words);
}

double CoinHead::paintNames(QPainter &painter, const Texts &words, double room)
{
    if (!m_namesDue)
        return m_namesEnd;
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const bool page = m_style == Style::Page;
    const FontRole role = page ? FontRole::DialogTitle : FontRole::Strong;
    const double side = m_theme.px(page ? 36 : 30), x = m_theme.px(page ? 64 : 56);
    const double line = fonts.lineHeight(role), small = fonts.lineHeight(FontRole::Meta);
    const double top = (height() - line - small - 1) / 2;
    drawCoinBadge(painter, m_watch.quote().asset, QRectF(16, (height() - side) / 2, side, side), t);
    const auto write = [&](FontRole role, const QColor &ink, double y, double high, const QString &text) {
        painter.setFont(fonts.font(role));
        painter.setPen(ink);
        painter.drawText(QPointF(x, fonts.baseline(role, y, high)),
                         fonts.metrics(role).elidedText(text, Qt::ElideRight, room - x));
    };
    write(role, t.text, top, line, words.name);
    write(FontRole::Meta, t.textSecondary, top + line + 1, small, words.market);
    m_namesEnd =
        std::min(room, x + std::max(widthOf(role, words.name), widthOf(FontRole::Meta, words.market)));
    m_figuresFrom = static_cast<int>(std::ceil(m_namesEnd)) + 2;
    return m_namesEnd;
}

// From its left edge; returns where it ends, its unit included.
double CoinHead::paintPrice(QPainter &painter, const Texts &words, double x, double middle)
{
    const FontRole role = m_style == Style::Page ? FontRole::DetailPrice : FontRole::ChartPrice;
    const Fonts &fonts = m_theme.fonts();
    const double line = fonts.lineHeight(role), top = middle - line / 2;
    if (words.awaited) { // a bone: something may still come
        const QRectF bone(x, middle - line / 4, m_theme.px(120), line / 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.tokens().skeleton);
        painter.drawRoundedRect(bone, 3, 3);
        m_priceBox = bone;
        return bone.right();
    }
    const Figures figures(fonts.font(role));
    const double baseline = fonts.baseline(role, top, line);
    painter.setPen(words.priceInk);
    figures.draw(painter, QPointF(x, baseline), words.price);
    double end = x + figures.width(words.price);
    if (!words.unit.isEmpty()) {
        painter.setFont(fonts.font(FontRole::Meta));
        painter.setPen(m_theme.tokens().textSecondary);
        painter.drawText(QPointF(end + 6, baseline), words.unit);
        end += 6 + widthOf(FontRole::Meta, words.unit);
    }
    m_priceBox = QRectF(x, top, end - x, line);
    return end;
}

void CoinHead::paintChange(QPainter &painter, const Texts &words, QPointF baseline, FontRole role,
                           bool fromRight) const
{
    if (words.awaited)
        return;
    const Figures figures(m_theme.font(role));
    const double triangle = words.direction == 0 ? 0 : m_theme.px(8), gap = triangle > 0 ? 6 : 0;
    const double width = figures.width(words.change);
    const double x = fromRight ? baseline.x() - width - gap - triangle : baseline.x();
    const double middle = baseline.y() - m_theme.fonts().metrics(role).capHeight() / 2;
    paintTriangle(painter, QPointF(x + triangle / 2, middle), triangle, words.direction, words.changeInk);
    painter.setPen(words.changeInk);
    figures.draw(painter, QPointF(x + triangle + gap, baseline.y()), words.change);
    if (words.basis.isEmpty() || m_style == Style::Page)
        return;
    painter.setFont(m_theme.font(FontRole::Meta));
    painter.setPen(m_theme.tokens().textSecondary);
    const double room = widthOf(FontRole::Meta, words.basis) + 6;
    painter.drawText(QPointF(fromRight ? x - room : x + triangle + gap + width + 6, baseline.y()),
                     words.basis);
}

void CoinHead::paintHighLow(QPainter &painter, const Texts &words, double from) const
{
    const Fonts &fonts = m_theme.fonts();
    const Figures figures(fonts.font(FontRole::MetaStrong));
    const double values = std::max(figures.width(words.high), figures.width(words.low));
    const double names =
        std::max(widthOf(FontRole::Meta, tr("24h high")), widthOf(FontRole::Meta, tr("24h low")));
    const double right = width() - 16;
    if (words.high.isEmpty() || right - values - 11 - names < from)
        return;
    const double line = m_theme.px(16), top = (height() - 2 * line) / 2;
    const auto write = [&](double y, const QString &name, const QString &value) {
        painter.setFont(fonts.font(FontRole::Meta));
        painter.setPen(m_theme.tokens().textSecondary);
        painter.drawText(QPointF(right - values - 11 - names, fonts.baseline(FontRole::Meta, y, line)), name);
        painter.setPen(m_theme.tokens().text);
        figures.drawRight(painter, QPointF(right, fonts.baseline(FontRole::Meta, y, line)), value);
    };
    write(top, tr("24h high"), words.high);
    write(top + line, tr("24h low"), words.low);
}

void CoinHead::paintPane(QPainter &painter, const Texts &words)
{
    const double middle = height() / 2.0, line = m_theme.px(18);
    const double names = paintNames(painter, words, width() / 2.0);
    const double price = paintPrice(painter, words, names + 18, middle);
    const double baseline = m_theme.fonts().baseline(FontRole::Strong, middle - line / 2 + 1, line);
    paintChange(painter, words, QPointF(price + 10, baseline), FontRole::Strong, false);
    const Figures figures(m_theme.font(FontRole::Strong));
    const double basis = words.basis.isEmpty() ? 0 : 6 + widthOf(FontRole::Meta, words.basis);
    paintHighLow(painter, words, price + 24 + figures.width(words.change) + basis + 16);
}

void CoinHead::paintStacked(QPainter &painter, const Texts &words)
{
    const Figures figures(m_theme.font(FontRole::ChartPrice));
    const double right = width() - 14;
    const double unit = words.unit.isEmpty() ? 0 : 6 + widthOf(FontRole::Meta, words.unit);
    const double price = words.awaited ? m_theme.px(120) : figures.width(words.price) + unit;
    paintNames(painter, words, right - price - 12);
    const double line = m_theme.px(16), top = (height() - m_theme.px(28) - line) / 2 + 1;
    paintPrice(painter, words, right - price, top + m_theme.px(28) / 2.0);
    const double baseline = m_theme.fonts().baseline(FontRole::SmallStrong, top + m_theme.px(27), line);
    paintChange(painter, words, QPointF(right, baseline), FontRole::SmallStrong, true);
}

void CoinHead::paintPage(QPainter &painter, const Texts &words)
{
    const Fonts &fonts = m_theme.fonts();
    const double names = paintNames(painter, words, width() / 2.0);
    const double x = paintPrice(painter, words, names + 24, height() / 2.0) + 12;
    const double line = m_theme.px(16), small = m_theme.px(14);
    const bool both = !words.money.isEmpty() || !words.basis.isEmpty();
    const double top = (height() - line - (both ? small : 0)) / 2;
    paintChange(painter, words, QPointF(x, fonts.baseline(FontRole::Strong, top, line)), FontRole::Strong,
                false);
    if (!both || words.awaited)
        return;
    const Figures figures(fonts.font(FontRole::Meta));
    const double baseline = fonts.baseline(FontRole::Meta, top + line, small);
    painter.setPen(words.changeInk);
    figures.draw(painter, QPointF(x, baseline), words.money);
    if (words.basis.isEmpty())
        return;
    painter.setFont(fonts.font(FontRole::Meta));
    painter.setPen(m_theme.tokens().textSecondary);
    painter.drawText(QPointF(x + (words.money.isEmpty() ? 0 : figures.width(words.money) + 5), baseline),
                     words.basis);
}

void CoinHead::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_priceBox.contains(event->position()))
        emit whyWanted();
}

bool CoinHead::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const CoinQuote &quote = m_watch.quote();
        QToolTip::showText(help->globalPos(),
                           coinToolTip(quote, change(), m_theme.numbers(), quoteAge(quote, m_clock),
                                       m_watch.board().settings().differPct(m_watch.coin())),
                           this);
        return true;
    }
    return QWidget::event(event);
}
