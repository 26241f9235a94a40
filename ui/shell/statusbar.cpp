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

void StatusBar::setDemo(bool demo)
{
    m_demo = demo;
    refresh();
}

void StatusBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    refresh();
}

// Called many times a second: it repaints only what reads differently.
void StatusBar::refresh()
{
    const auto newsAt = m_news.lastSuccess();
    const Freshness fresh = freshness(m_board, newsAt, m_demo, m_theme, m_clock);
    const QList<SourceWords> words =
        m_narrow && !m_demo ? QList{summaryWords(m_board)} : sourceWords(m_board, m_theme, m_clock);
    const bool wordsChanged = words != m_words, freshChanged = fresh != m_fresh;
    m_words = words;
    m_fresh = fresh;
    if (wordsChanged || freshChanged)
        layOut();
    arm();
}

void StatusBar::layOut()
{
    const double right = m_theme.fonts().metrics(FontRole::Meta).horizontalAdvance(m_fresh.text) + margin;
    QList<SourceWords> words = m_words;
    double needed = margin;
    for (const SourceWords &word : std::as_const(words))
        needed += widthOf(word) + between;
    if (needed + right > width() && words.size() > 1)
        words = {summaryWords(m_board)};
    QList<Item> items;
    double x = margin;
    QStringList spoken;
    for (const SourceWords &word : std::as_const(words)) {
        items.append({word, QRectF(x, 0, widthOf(word), height())});
        x += widthOf(word) + between;
        spoken.append(word.text);
    }
    const bool same = std::equal(
        items.cbegin(), items.cend(), m_items.cbegin(), m_items.cend(), [](const Item &a, const Item &b) {
            SourceWords was = b.words;
            was.toolTip = a.words.toolTip; // its ages change each moment and aren't seen
            return a.words == was && a.box == b.box;
        });
    m_items = items;
    if (!same) {
        setAccessibleName(spoken.join(QStringLiteral(", ")));
        update();
    } else {
        update(QRectF(width() - right - 8, 0, right + 8, height()).toAlignedRect());
    }
}

double StatusBar::widthOf(const SourceWords &words) const
{
    return markWidth + m_theme.fonts().metrics(FontRole::Meta).horizontalAdvance(words.text);
}

// "News 2 min ago" grows by itself, and a countdown each second; nothing moves while nobody sees it.
void StatusBar::arm()
{
    const bool counts =
        std::any_of(m_words.cbegin(), m_words.cend(), [](const SourceWords &w) { return w.counting; });
    if (!isVisible())
        m_tick.reset();
    else
        m_tick = m_clock.after(counts ? 1s : 20s, [this] { refresh(); });
}

QColor StatusBar::colour(HealthMark mark) const
{
    const Tokens &t = m_theme.tokens();
    switch (mark) {
    case HealthMark::Good:
        return t.ok;
    case HealthMark::Warning:
        return t.warning;
    case HealthMark::Demo:
        return t.demo;
    case HealthMark::Hollow:
        break;
    }
    return t.textSecondary;
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
        drawDot(painter, QPointF(item.box.left() + 3.5, 1 + (height() - 1) / 2.0), colour(item.words.mark),
                item.words.mark == HealthMark::Hollow);
        painter.setPen(item.words.warning ? t.warning : t.textSecondary);
        painter.drawText(QPointF(item.box.left() + markWidth, baseline), item.words.text);
    }
    const QFontMetricsF &metrics = m_theme.fonts().metrics(FontRole::Meta);
    const qreal from = m_items.isEmpty() ? margin : m_items.last().box.right() + between;
    const QString text =
        metrics.elidedText(m_fresh.text, Qt::ElideLeft, std::max(0.0, width() - margin - from));
    painter.setPen(m_fresh.stale ? t.stale : t.textSecondary);
    painter.drawText(QPointF(width() - margin - metrics.horizontalAdvance(text), baseline), text);
}

const StatusBar::Item *StatusBar::itemAt(const QPoint &at) const
{
    for (const Item &item : m_items) {
        if (item.box.contains(at))
            return &item;
    }
    return nullptr;
}

bool StatusBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    refresh(); // ages in the tool tip are those of now
    if (const Item *item = itemAt(help->pos()))
        QToolTip::showText(help->globalPos(),
                           QStringLiteral("<qt>%1</qt>").arg(item->words.toolTip.toHtmlEscaped()), this,
                           item->box.toRect());
    else
        QToolTip::hideText();
    return true;
}

void StatusBar::contextMenuEvent(QContextMenuEvent *event)
{
    const Item *item = itemAt(event->pos());
    if (!item || m_demo)
        return;
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const VenueId venue = item->words.venue;
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
