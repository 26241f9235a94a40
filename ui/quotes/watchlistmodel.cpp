#include "ui/quotes/watchlistmodel.h"

#include "ui/quotes/coinchanges.h"
#include "ui/quotes/coinwords.h"
#include "ui/quotes/sparkline.h"

#include <QSet>
#include <algorithm>
#include <bit>

using namespace std::chrono_literals;

namespace {
constexpr auto betweenSorts = 5s, keyHold = 3s;
constexpr auto demoFlashLimit = 500ms; // "in demo at more than 2 ticks/s" nothing flashes

// For comparing coins whose figures are in different units.
std::optional<double> comparablePrice(const CoinQuote &quote)
{
    const SourceQuote *source = quote.shownSource();
    if (!source)
        return std::nullopt;
    return source->usd.value_or(source->ticker.last).toDouble();
}

bool matches(const CoinQuote &quote, const QString &text)
{
    return quote.asset.symbol.startsWith(text, Qt::CaseInsensitive) ||
           quote.asset.name.contains(text, Qt::CaseInsensitive);
}
} // namespace

WatchlistModel::WatchlistModel(QuoteBoard &board, SettingsFile &settings, const UiTheme &theme, Clock &clock,
                               QObject *parent)
    : QAbstractTableModel(parent), m_board(board), m_settings(settings), m_theme(theme), m_clock(clock)
{
    m_keyAt = m_lastSort = clock.monotonic() - 1h;
    addNew(target());
    connect(&board, &QuoteBoard::quotesChanged, this, &WatchlistModel::takeQuotes);
    connect(&settings, &SettingsFile::changed, this, &WatchlistModel::settingsChanged);
}

int WatchlistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WatchlistModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WatchlistModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CoinQuote &q = quote(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == CoinColumn ? QVariant(q.asset.symbol) : QVariant();
    case Qt::AccessibleTextRole:
        switch (index.column()) {
        case CoinColumn:
            return spokenRow(q, change(index.row()), m_theme.numbers(), age(index.row()));
        case PriceColumn:
            return spokenPrice(q, m_theme.numbers());
        case ChangeColumn:
            return spokenChange(q, change(index.row()), m_theme.numbers(), age(index.row()));
        default:
            return {};
        }
    case QuoteRole:
        return QVariant::fromValue(q);
    case AssetRole:
        return QVariant::fromValue(q.asset.id);
    case SymbolRole:
        return q.asset.symbol;
    case NameRole:
        return q.asset.name;
    case PriceRole:
        return q.shownSource() ? QVariant::fromValue(q.shownSource()->ticker.last) : QVariant();
    case UnitRole:
        return q.dollars ? QString() : q.unit;
    case StateRole:
        return QVariant::fromValue(q.state);
    case ChangeRole:
        return change(index.row()).pct() ? QVariant(*change(index.row()).pct()) : QVariant();
    case ShownChangeRole:
        return QVariant::fromValue(change(index.row()));
    case TrendRole:
        return QVariant::fromValue(q.trend);
    default:
        return {};
    }
}

QVariant WatchlistModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const ChangeBasis basis = m_changes ? m_changes->basis() : ChangeBasis::Rolling24h;
    if (section == ChangeColumn && (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole))
        return QStringLiteral("Change: %1").arg(changeBasisText(basis));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CoinColumn:
        return QStringLiteral("Coin");
    case TrendColumn:
        return QStringLiteral("Trend");
    case PriceColumn:
        return QStringLiteral("Price");
    case ChangeColumn:
        return changeBasisColumn(basis);
    default:
        return {};
    }
}

QHash<int, QByteArray> WatchlistModel::roleNames() const
{
    return {{QuoteRole, "quote"}, {AssetRole, "asset"},   {SymbolRole, "symbol"},
            {NameRole, "name"},   {PriceRole, "price"},   {UnitRole, "unit"},
            {StateRole, "state"}, {ChangeRole, "change"}, {ShownChangeRole, "shownChange"},
            {TrendRole, "trend"}};
}

int WatchlistModel::rowOf(const AssetId &asset) const
{
    return m_rowOf.value(asset, -1);
}

std::chrono::milliseconds WatchlistModel::age(int row) const
{
    return quoteAge(quote(row), m_clock);
}

double WatchlistModel::limitPct(const AssetId &asset) const
{
    const Settings &s = m_settings.settings();
    const bool major = asset.value == QLatin1String("bitcoin") || asset.value == QLatin1String("ethereum");
    return major ? s.differPctMajor : s.differPctOther;
}

// ---- figures ----

void WatchlistModel::takeQuotes(const QList<AssetId> &assets)
{
    std::vector<std::pair<int, int>> changed; // row, bits of its columns
    for (const AssetId &asset : assets)
        if (const int row = rowOf(asset); row >= 0)
            take(row, m_board.quote(asset), changed);
    announce(std::move(changed));
    if (m_unsorted)
        resortLater();
}

void WatchlistModel::take(int row, const CoinQuote &now, std::vector<std::pair<int, int>> &changed)
{
    Row &held = m_rows[static_cast<size_t>(row)];
    const CoinQuote &old = held.quote;
    int columns = 0;
    if (!sameCoinCell(old, now, m_theme.numbers()))
        columns |= 1 << CoinColumn;
    ShownChange change = shownChange(now, m_changes);
    if (!sameTrendCell(old, now) || trendTone(old, held.change) != trendTone(now, change) ||
        !sameSparkline(held.trend, now.trend)) {
        columns |= 1 << TrendColumn;
        held.trend = now.trend;
    }
    if (!samePriceCell(old, now))
        columns |= 1 << PriceColumn;
    if (!sameChangeCell(old, now) || change != held.change)
        columns |= 1 << ChangeColumn;
    const WatchlistOrder order = m_settings.settings().watchlistOrder;
    if ((order == WatchlistOrder::ByPrice && (columns & 1 << PriceColumn)) ||
        (order == WatchlistOrder::ByChange && (columns & 1 << ChangeColumn)))
        m_unsorted = true;
    const int direction = tickDirection(old, now);
    held.quote = now;
    held.change = std::move(change);
    if (columns != 0)
        changed.emplace_back(row, columns);
    if (direction == 0)
        return;
    const MonoTime at = m_clock.monotonic();
    const bool tooFast = now.state == PriceState::Simulated && at - held.movedAt < demoFlashLimit;
    held.movedAt = at;
    if (!tooFast)
        emit priceMoved(now.asset.id, direction);
}

WatchlistModel::Row WatchlistModel::rowFor(const AssetId &asset) const
{
    const CoinQuote &quote = m_board.quote(asset);
    return {quote, shownChange(quote, m_changes), quote.trend, {}};
}

void WatchlistModel::setChanges(ChangeFigures &changes)
{
    m_changes = &changes;
    connect(&changes, &ChangeFigures::changed, this, &WatchlistModel::takeChanges);
    takeChanges();
}

// They are measured from something else now: the prices are the same.
void WatchlistModel::takeChanges()
{
    std::vector<std::pair<int, int>> changed;
    for (int row = 0; row < rowCount(); ++row) {
        Row &held = m_rows[static_cast<size_t>(row)];
        ShownChange change = shownChange(held.quote, m_changes);
        if (change == held.change)
            continue;
        const bool recoloured = trendTone(held.quote, held.change) != trendTone(held.quote, change);
        held.change = std::move(change);
        changed.emplace_back(row, 1 << ChangeColumn | (recoloured ? 1 << TrendColumn : 0));
    }
    emit headerDataChanged(Qt::Horizontal, ChangeColumn, ChangeColumn);
    if (changed.empty())
        return;
    announce(std::move(changed));
    if (m_settings.settings().watchlistOrder != WatchlistOrder::ByChange)
        return;
    m_unsorted = true;
    resortLater();
}

// Neighbouring rows with the same columns go out together.
void WatchlistModel::announce(std::vector<std::pair<int, int>> changed)
{
    std::sort(changed.begin(), changed.end());
    for (size_t first = 0; first < changed.size();) {
        size_t last = first;
        while (last + 1 < changed.size() && changed[last + 1].first == changed[last].first + 1 &&
               changed[last + 1].second == changed[first].second)
            ++last;
        const auto bits = static_cast<unsigned>(changed[first].second);
        const int left = std::countr_zero(bits), right = static_cast<int>(std::bit_width(bits)) - 1;
        emit dataChanged(index(changed[first].first, left), index(changed[last].first, right));
        first = last + 1;
    }
}

// ---- rows ----

void WatchlistModel::settingsChanged(const Settings &now, const Settings &before)
{
    const bool look = now.digits != before.digits || now.tinyPrices != before.tinyPrices ||
                      now.numberFormat != before.numberFormat;
    if (now.watchlist != before.watchlist || now.watchlistOrder != before.watchlistOrder ||
        now.watchlistDescending != before.watchlistDescending)
        rearrange(target());
    if (look && !m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QList<AssetId> WatchlistModel::target() const
{
    QList<AssetId> list;
    QSet<AssetId> seen; // a settings file written by hand may name a coin twice
    for (const AssetId &asset : m_settings.settings().watchlist) {
        if (seen.contains(asset))
            continue;
        seen.insert(asset);
        list.append(asset);
    }
    if (!m_filter.isEmpty()) {
        QList<AssetId> found;
        for (const AssetId &asset : std::as_const(list))
            if (matches(m_board.quote(asset), m_filter))
                found.append(asset);
        if (!found.isEmpty())
            list = found;
    }
    if (!inMyOrder())
        sort(list);
    return list;
}

// Keys are taken once: comparing two of 3,000 coins by asking the board would take longer than a frame.
void WatchlistModel::sort(QList<AssetId> &list) const
{
    struct Key
    {
        AssetId asset;
        QString symbol;
        std::optional<double> value;
    };
    const WatchlistOrder order = m_settings.settings().watchlistOrder;
    const bool descending = m_settings.settings().watchlistDescending;
    std::vector<Key> keys;
    keys.reserve(static_cast<size_t>(list.size()));
    for (const AssetId &asset : std::as_const(list)) {
        const CoinQuote &quote = m_board.quote(asset);
        keys.push_back({asset, quote.asset.symbol.toUpper(),
                        order == WatchlistOrder::ByPrice ? comparablePrice(quote)
                                                         : shownChange(quote, m_changes).pct()});
    }
    std::stable_sort(keys.begin(), keys.end(), [&](const Key &a, const Key &b) {
        if (order == WatchlistOrder::BySymbol)
            return descending ? a.symbol > b.symbol : a.symbol < b.symbol;
        if (!a.value || !b.value)
            return a.value.has_value() && !b.value.has_value(); // the unknown stands last either way
        return descending ? *a.value > *b.value : *a.value < *b.value;
    });
    for (size_t i = 0; i < keys.size(); ++i)
        list[static_cast<qsizetype>(i)] = keys[i].asset;
}

void WatchlistModel::rearrange(const QList<AssetId> &target)
{
    m_lastSort = m_clock.monotonic();
    m_unsorted = false;
    m_sortTimer.reset();
    dropMissing(target);
    addNew(target);
    bool same = true;
    for (qsizetype i = 0; same && i < target.size(); ++i)
        same = asset(static_cast<int>(i)) == target.at(i);
    if (same)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    QList<AssetId> assets;
    for (const QModelIndex &index : old)
        assets.append(asset(index.row()));
    std::vector<Row> rows;
    rows.reserve(m_rows.size());
    for (const AssetId &wanted : target)
        rows.push_back(std::move(m_rows[static_cast<size_t>(rowOf(wanted))]));
    m_rows = std::move(rows);
    reindex();
    for (qsizetype i = 0; i < old.size(); ++i)
        changePersistentIndex(old.at(i), index(rowOf(assets.at(i)), old.at(i).column()));
    emit layoutChanged({}, VerticalSortHint);
}

void WatchlistModel::dropMissing(const QList<AssetId> &target)
{
    const QSet<AssetId> wanted(target.cbegin(), target.cend());
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (wanted.contains(asset(row)))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        reindex();
        endRemoveRows();
    }
}

void WatchlistModel::addNew(const QList<AssetId> &target)
{
    if (m_rows.empty() && !target.isEmpty()) { // all at once, at start and for long lists
        beginInsertRows({}, 0, static_cast<int>(target.size()) - 1);
        for (const AssetId &asset : target)
            m_rows.push_back(rowFor(asset));
        reindex();
        endInsertRows();
        return;
    }
    for (qsizetype at = 0; at < target.size(); ++at) {
        if (m_rowOf.contains(target.at(at)))
            continue;
        const int row = std::min(static_cast<int>(at), rowCount());
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, rowFor(target.at(at)));
        reindex();
        endInsertRows();
    }
}

void WatchlistModel::reindex()
{
    m_rowOf.clear();
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf.insert(m_rows[row].quote.asset.id, static_cast<int>(row));
}

void WatchlistModel::setFilter(const QString &text)
{
    if (m_filter == text.trimmed())
        return;
    m_filter = text.trimmed();
    rearrange(target());
}

// ---- what the user does ----

bool WatchlistModel::inMyOrder() const
{
    return m_settings.settings().watchlistOrder == WatchlistOrder::Mine;
}

bool WatchlistModel::canMove() const
{
    return inMyOrder() && m_filter.isEmpty();
}

void WatchlistModel::sortBy(WatchlistOrder order, bool descending)
{
    m_settings.change([&](Settings &s) {
        s.watchlistOrder = order;
        s.watchlistDescending = descending;
    });
}

void WatchlistModel::move(const AssetId &asset, int toRow)
{
    if (!canMove() || rowOf(asset) < 0)
        return;
    m_settings.change([&](Settings &s) {
        const qsizetype from = s.watchlist.indexOf(asset);
        if (from >= 0)
            s.watchlist.move(from, std::clamp<qsizetype>(toRow, 0, s.watchlist.size() - 1));
    });
}

void WatchlistModel::remove(const AssetId &asset)
{
    m_settings.change([&](Settings &s) { s.watchlist.removeAll(asset); });
}

void WatchlistModel::insert(const AssetId &asset, int at)
{
    m_settings.change([&](Settings &s) {
        if (s.watchlist.contains(asset))
            return;
        const qsizetype end = s.watchlist.size();
        s.watchlist.insert(at < 0 ? end : std::min<qsizetype>(at, end), asset);
    });
}

bool WatchlistModel::contains(const AssetId &asset) const
{
    return m_settings.settings().watchlist.contains(asset);
}

// ---- order ----

void WatchlistModel::setOrderHeld(bool held)
{
    m_held = held;
    if (!held && m_unsorted)
        resortLater();
}

void WatchlistModel::keyPressed()
{
    m_keyAt = m_clock.monotonic();
}

void WatchlistModel::resortLater()
{
    if (m_held || m_sortTimer)
        return;
    const MonoTime now = m_clock.monotonic();
    const MonoTime earliest = std::max<MonoTime>(m_lastSort + betweenSorts, m_keyAt + keyHold);
    const auto wait = std::max<MonoTime::duration>(earliest - now, 0ms);
    m_sortTimer = m_clock.after(wait, [this] { resort(); });
}

void WatchlistModel::resort()
{
    m_sortTimer.reset();
    if (m_held || !m_unsorted)
        return;
    if (m_clock.monotonic() - m_keyAt < keyHold)
        resortLater(); // a key came meanwhile
    else
        rearrange(target());
}
