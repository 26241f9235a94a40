#include "ui/shell/statusbar.h"

#include "app/base/clock.h"
#include "app/news/newssource.h"
#include "app/settings/settingsfile.h"
#include "ui/style/controls.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace std::chrono_literals;

namespace {
constexpr int margin = 12, between = 16, markWidth = 13;
} // namespace

StatusBar::StatusBar(QuoteBoard &board, NewsRefresher &news, SettingsFile &settings, UiTheme &theme,
                     Clock &clock, QWidget *parent)
    : QWidget(parent), m_board(board), m_news(news), m_settings(settings), m_theme(theme), m_clock(clock)
{
    connect(&board, &QuoteBoard::sourceStatusChanged, this, &StatusBar::refresh);
    connect(&board, &QuoteBoard::quotesChanged, this, &StatusBar::refresh);
    connect(&board, &QuoteBoard::offlineChanged, this, &StatusBar::refresh);
    connect(&news, &NewsRefresher::healthChanged, this, &StatusBar::refresh);
    connect(&theme, &UiTheme::changed, this, [this] {
        setFixedHeight(m_theme.px(26));
        m_items.clear();
        layOut();
        refresh();
    });
    setFixedHeight(theme.px(26));
    refresh();
}

void StatusBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    refresh();
}

QList<StatusBar::Item> StatusBar::sourceItems() const
{
    const QList<VenueId> differing = differingSources(m_board);
    QList<Item> items;
    const QList<QuoteSource *> sources = m_board.sources();
    for (const QuoteSource *source : sources) {
        const SourceInfo &info = source->info();
        const SourceStatus status = m_board.status(info.id).value_or(SourceStatus{});
        items.append({info.id,
                      sourceWords(info, status, differing.contains(info.id), m_board.offline(), m_clock),
                      {}});
    }
    return items;
}

// While nothing is live, the prices' time alone counts.
QStringList StatusBar::freshness() const
{
    const QString tick = tickWords(m_board, m_theme.times()).text;
    if (isSimulated(m_board) || !newestPrice(m_board))
        return {tick};
    QStringList parts{tick, m_theme.times().zoneName(m_clock.now())};
    if (const auto newsAt = m_news.lastSuccess(); newsAt && !m_board.offline()) {
        const QString ago = Times::relative(*newsAt, m_clock.now());
        parts.prepend(tr("News %1").arg(ago.isEmpty() ? m_theme.times().full(*newsAt) : ago));
    }
    return parts;
}

// As much as there is room for: the news go first, then the zone.
QString StatusBar::freshnessWithin(double width) const
{
    QStringList parts = m_fresh;
    while (!parts.isEmpty()) {
        const QString text = parts.join(QStringLiteral(" · "));
        if (m_theme.fonts().metrics(FontRole::Meta).horizontalAdvance(text) <= width)
            return text;
        parts.remove(parts.size() == 3 ? 0 : parts.size() - 1);
    }
    return {};
}

// Called many times a second: it repaints only what reads differently.
void StatusBar::refresh()
{
    QList<Item> sources = sourceItems();
    QStringList fresh = freshness();
    StatusWords all = sourcesInShort(m_board);
    const Tone tone = tickWords(m_board, m_theme.times()).tone;
    if (sources != m_sources || fresh != m_fresh || all != m_short || tone != m_freshTone) {
        m_sources = std::move(sources);
        m_short = std::move(all);
        m_fresh = std::move(fresh);
        m_freshTone = tone;
        layOut();
    }
    arm();
}

void StatusBar::layOut()
{
    double needed = 2 * margin;
    for (const Item &item : std::as_const(m_sources))
        needed += widthOf(item.words) + between;
    const bool fits = m_sources.size() < 2 || (!m_narrow && needed <= width());
    QList<Item> items = fits ? m_sources : QList{Item{{}, m_short, {}}};
    double x = margin;
    QStringList spoken;
    for (Item &item : items) {
        item.box = QRectF(x, 0, widthOf(item.words), height());
        x += item.box.width() + between;
        spoken.append(item.words.text);
    }
    m_freshText = freshnessWithin(width() - margin - x);
    if (items != m_items) {
        m_items = items;
        setAccessibleName(spoken.join(QStringLiteral(", ")));
        update();
    } else {
        update(QRectF(x - between / 2.0, 0, width(), height()).toAlignedRect());
    }
}

double StatusBar::widthOf(const StatusWords &words) const
{
    return markWidth + m_theme.fonts().metrics(FontRole::Meta).horizontalAdvance(words.text);
}

// "News 2 min ago" grows by itself; a countdown changes when its whole seconds do.
std::chrono::milliseconds StatusBar::untilNextWording() const
{
    std::chrono::milliseconds next = 20s;
    const QList<QuoteSource *> sources = m_board.sources();
    for (const QuoteSource *source : sources) {
        const auto status = m_board.status(source->info().id);
        if (!status || status->link == SourceStatus::Link::Live || status->nextAttempt <= m_clock.now())
            continue;
        const auto part = (status->nextAttempt - m_clock.now()) % 1000ms;
        next = std::min<std::chrono::milliseconds>(next, part > 0ms ? part : 1000ms);
    }
    return next;
}

// Nothing moves while nobody sees it.
void StatusBar::arm()
{
    if (!isVisible())
        m_tick.reset();
    else
        m_tick = m_clock.after(untilNextWording(), [this] { refresh(); });
}

void StatusBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.bg);
    painter.fillRect(QRect(0, 0, width(), 1), t.border);
    const qreal baseline = m_theme.fonts().baseline(FontRole::Meta, 1, height() - 1);
    painter.setFont(m_theme.font(FontRole::Meta));
    for (const Item &item : std::as_const(m_items)) {
        drawDot(painter, QPointF(item.box.left() + 3.5, 1 + (height() - 1) / 2.0),
                toneColour(t, item.words.markTone), item.words.mark == StatusWords::Mark::HollowDot);
        painter.setPen(toneColour(t, item.words.tone));
        painter.drawText(QPointF(item.box.left() + markWidth, baseline), item.words.text);
    }
    const qreal text = m_theme.fonts().metrics(FontRole::Meta).horizontalAdvance(m_freshText);
    painter.setPen(toneColour(t, m_freshTone));
    painter.drawText(QPointF(width() - margin - text, baseline), m_freshText);
}

const StatusBar::Item *StatusBar::itemAt(const QPoint &at) const
{
    for (const Item &item : m_items) {
        if (item.box.contains(at))
            return &item;
    }
    return nullptr;
}

// Of the one source, or of all where they stand for one another; ages are those of now.
QString StatusBar::toolTipOf(const Item &item) const
{
    QStringList texts;
    const QList<QuoteSource *> sources = m_board.sources();
    for (const QuoteSource *source : sources) {
        const SourceInfo &info = source->info();
        if (item.venue.value.isEmpty() || item.venue == info.id)
            texts.append(sourceToolTip(info, m_board.status(info.id).value_or(SourceStatus{}), m_clock,
                                       m_theme.numbers(), m_board.clockAhead(info.id)));
    }
    return texts.join(QStringLiteral("\n"));
}

bool StatusBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    const Item *item = itemAt(help->pos());
    if (!item) {
        QToolTip::hideText();
        return true;
    }
    QString html = toolTipOf(*item).toHtmlEscaped();
    QToolTip::showText(help->globalPos(),
                       QStringLiteral("<qt>%1</qt>").arg(html.replace(u'\n', QStringLiteral("<br>"))), this,
                       item->box.toRect());
    return true;
}

void StatusBar::contextMenuEvent(QContextMenuEvent *event)
{
    const Item *item = itemAt(event->pos());
    if (!item || isSimulated(m_board))
        return;
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const VenueId venue = item->venue;
    if (!venue.value.isEmpty()) {
        connect(menu->add(tr("Use first")), &QAction::triggered, this, [this, venue] {
            m_settings.change([&](Settings &settings) {
                const auto at = std::find_if(settings.sources.begin(), settings.sources.end(),
                                             [&](const SourceSetting &s) { return s.venue == venue; });
                if (at != settings.sources.end())
                    settings.sources.move(at - settings.sources.begin(), 0);
            });
        });
        connect(menu->add(tr("Turn off")), &QAction::triggered, this, [this, venue] {
            m_settings.change([&](Settings &settings) {
                for (SourceSetting &source : settings.sources) {
                    if (source.venue == venue)
                        source.enabled = false;
                }
            });
        });
    }
    connect(menu->add(tr("Details…")), &QAction::triggered, this, &StatusBar::detailsRequested);
    menu->popup(event->globalPos());
}
