#include "ui/shell/alertdesk.h"

#include "ui/alerts/alerteditor.h"

namespace {
QList<AlertId> alertsOf(const QList<AlertFiring> &firings)
{
    QList<AlertId> ids;
    for (const AlertFiring &firing : firings)
        ids.append(firing.alert);
    return ids;
}
} // namespace

AlertDesk::AlertDesk(AlertBook &book, AlertEngine &engine, QuoteBoard &board, const AssetDirectory &assets,
                     UiTheme &theme, Clock &clock, QObject *parent)
    : QObject(parent),
      m_book(book),
      m_engine(engine),
      m_board(board),
      m_assets(assets),
      m_theme(theme),
      m_clock(clock)
{
    connect(&engine, &AlertEngine::fired, this, &AlertDesk::ring);
    connect(&engine, &AlertEngine::quietEnded, this, &AlertDesk::ring);
    connect(&book, &AlertBook::changed, this, [this] {
        prune();
        emit changed();
    });
}

void AlertDesk::ring(const QList<AlertFiring> &firings)
{
    QList<AlertFiring> loud;
    for (const AlertFiring &firing : firings)
        // Those of the quiet hours come again at their end, and ring then.
        if (firing.quiet == AlertFiring::Quiet::No ||
            (firing.quiet == AlertFiring::Quiet::QuietHours && !m_engine.isQuietNow()))
            loud.append(firing);
    if (loud.isEmpty())
        return;
    for (const AlertFiring &firing : std::as_const(loud))
        m_waiting.prepend(firing);
    emit waitingChanged();
}

// What was acknowledged, switched off or removed, here or elsewhere, waits no more.
void AlertDesk::prune()
{
    const qsizetype before = m_waiting.size();
    m_waiting.removeIf([this](const AlertFiring &firing) {
        const AlertEntry *entry = m_book.find(firing.alert);
        return !entry || !entry->state.unacknowledged;
    });
    if (m_waiting.size() != before)
        emit waitingChanged();
}

QSet<AssetId> AlertDesk::amberCoins() const
{
    QSet<AssetId> coins;
    for (const AlertEntry &entry : m_book.entries())
        if (entry.state.unacknowledged && !entry.alert.condition.asset.value.isEmpty())
            coins.insert(entry.alert.condition.asset);
    return coins;
}

void AlertDesk::open(const AlertFiring &firing)
{
    acknowledge({firing});
    if (firing.story != ArticleId{})
        emit storyWanted(firing.story);
    else
        emit chartWanted(firing.condition.asset);
}

// By value here and below: what is shown changes with it.
void AlertDesk::snooze(QList<AlertFiring> firings)
{
    std::ignore = m_book.snoozeAll(alertsOf(firings), m_clock.now() + snoozeFor);
}

void AlertDesk::turnOff(QList<AlertFiring> firings)
{
    std::ignore = m_book.disableAll(alertsOf(firings));
}

void AlertDesk::acknowledge(QList<AlertFiring> firings)
{
    std::ignore = m_book.acknowledgeAll(alertsOf(firings));
}

AlertEditor *AlertDesk::editor(QWidget *anchor)
{
    return new AlertEditor(m_book, m_engine, m_board, m_assets, m_theme, anchor->window());
}

void AlertDesk::addAlert(QWidget *anchor, const AssetId &asset, const std::optional<Decimal> &level)
{
    AlertEditor *popup = editor(anchor);
    popup->begin(asset, level);
    popup->openBelow(anchor);
}

void AlertDesk::editAlert(QWidget *anchor, AlertId id)
{
    const AlertEntry *entry = m_book.find(id);
    if (!entry)
        return;
    AlertEditor *popup = editor(anchor);
    popup->edit(entry->alert);
    popup->openBelow(anchor);
}
