#include "ui/alerts/alertsmodel.h"

AlertsModel::AlertsModel(AlertBook &book, AlertEngine &engine, QuoteBoard &board, UiTheme &theme,
                         Clock &clock, QObject *parent)
    : QAbstractListModel(parent),
      m_book(book),
      m_engine(engine),
      m_board(board),
      m_theme(theme),
      m_clock(clock)
{
    connect(&book, &AlertBook::changed, this, &AlertsModel::follow);
    connect(&engine, &AlertEngine::statusChanged, this, &AlertsModel::restate);
    connect(&theme, &UiTheme::changed, this, &AlertsModel::follow);
    follow();
}

int AlertsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AlertsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.words.line();
    case Qt::ToolTipRole: {
        QStringList lines{row.words.line() + QStringLiteral(": ") + row.standing.text};
        lines.append(row.standing.detail);
        lines.append(row.entry.alert.note);
        lines.removeAll(QString());
        return lines.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    }
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2.").arg(row.words.line(), row.standing.text);
    default:
        return {};
    }
}

int AlertsModel::rowOf(AlertId id) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        if (m_rows.at(i).entry.alert.id == id)
            return static_cast<int>(i);
    return -1;
}

int AlertsModel::armedCount() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) {
        return row.entry.alert.enabled && row.entry.state.phase != AlertState::Phase::Done;
    }));
}

void AlertsModel::setCoin(const AssetId &asset)
{
    if (asset == m_coin)
        return;
    m_coin = asset;
    follow();
}

void AlertsModel::setLooked(int first, int last)
{
    if (first == m_first && last == m_last)
        return;
    m_first = first;
    m_last = last;
    restate();
}

QList<AlertId> AlertsModel::target() const
{
    QList<AlertId> waiting, done;
    for (const AlertEntry &entry : m_book.entries()) {
        if (!m_coin.value.isEmpty() && entry.alert.condition.asset != m_coin)
            continue;
        const bool over = entry.state.phase == AlertState::Phase::Done && !entry.state.unacknowledged;
        (over ? done : waiting).append(entry.alert.id);
    }
    return waiting + done;
}

AlertsModel::Row AlertsModel::made(const AlertEntry &entry) const
{
    Row row;
    row.entry = entry;
    row.status = m_engine.status(entry.alert.id);
    const AlertCondition &condition = entry.alert.condition;
    if (!condition.asset.value.isEmpty())
        row.asset = m_board.quote(condition.asset).asset;
    row.words = conditionWords(condition, m_board, m_theme);
    row.alone = conditionAlone(condition, m_board, m_theme);
    row.standing = standingWords(entry, row.status, m_theme, m_clock.now());
    return row;
}

// What stays keeps its row, so that selection and scroll position do.
void AlertsModel::follow()
{
    const QList<AlertId> wanted = target();
    const QSet<AlertId> all(wanted.begin(), wanted.end());
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        if (all.contains(m_rows.at(i).entry.alert.id))
            continue;
        beginRemoveRows({}, static_cast<int>(i), static_cast<int>(i));
        m_rows.removeAt(i);
        endRemoveRows();
    }
    QHash<AlertId, const AlertEntry *> entries;
    for (const AlertEntry &entry : m_book.entries())
        entries.insert(entry.alert.id, &entry);
    for (int i = 0; i < wanted.size(); ++i) {
        const AlertEntry *entry = entries.value(wanted.at(i));
        const int at =
            i < m_rows.size() && m_rows.at(i).entry.alert.id == wanted.at(i) ? i : rowOf(wanted.at(i));
        if (at < 0) {
            beginInsertRows({}, i, i);
            m_rows.insert(i, made(*entry));
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows({}, at, at, {}, i);
            m_rows.move(at, i);
            endMoveRows();
        }
        refresh(i, made(*entry));
    }
    emit countsChanged();
}

void AlertsModel::restate()
{
    const int end = std::min<int>(m_last + 1, static_cast<int>(m_rows.size()));
    for (int i = std::max(m_first, 0); i < end; ++i)
        refresh(i, made(AlertEntry(m_rows.at(i).entry)));
}

// Says so only when the row looks different.
void AlertsModel::refresh(int at, Row now)
{
    Row &row = m_rows[at];
    const bool same = row.words == now.words && row.standing == now.standing && row.asset == now.asset &&
                      row.entry.alert == now.entry.alert;
    row = std::move(now);
    if (!same)
        emit dataChanged(index(at), index(at));
}
