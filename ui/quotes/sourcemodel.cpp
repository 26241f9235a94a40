#include "ui/quotes/sourcemodel.h"

#include "ui/quotes/coinwords.h"

namespace {
bool known(const SourceQuote &source)
{
    return source.state != PriceState::Missing && source.ticker.last != Decimal();
}
} // namespace

QString spreadText(const CoinQuote &quote, const Numbers &numbers)
{
    std::optional<Decimal> lowest, highest;
    for (const SourceQuote &source : quote.sources) {
        if (source.state != PriceState::Live || !source.usd || !source.vsMedianPct)
            continue;
        if (!lowest || *source.usd < *lowest)
            lowest = source.usd;
        if (!highest || *source.usd > *highest)
            highest = source.usd;
    }
    if (!lowest || !quote.agreement.spreadPct)
        return Numbers::unknown();
    const auto difference = Decimal::subtract(*highest, *lowest);
    if (!difference)
        return Numbers::unknown();
    return numbers.spread(*difference) + QStringLiteral(" · ") +
           numbers.spreadPct(*quote.agreement.spreadPct);
}

SourceModel::SourceModel(UiTheme &theme, Clock &clock, QObject *parent)
    : QAbstractTableModel(parent), m_theme(theme), m_clock(clock)
{
}

void SourceModel::setQuote(const CoinQuote &quote)
{
    const auto sameRow = [](const SourceQuote &a, const SourceQuote &b) { return a.venue == b.venue; };
    const bool same = m_quote.asset.id == quote.asset.id &&
                      std::equal(m_quote.sources.cbegin(), m_quote.sources.cend(), quote.sources.cbegin(),
                                 quote.sources.cend(), sameRow);
    if (!same)
        beginResetModel();
    m_quote = quote;
    if (!same)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int SourceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_quote.sources.size());
}

int SourceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SourceModel::text(const SourceQuote &source, int column) const
{
    const Numbers &numbers = m_theme.numbers();
    switch (column) {
    case SourceColumn:
        return columnName(source);
    case PairColumn:
        return pairName(source.instrument);
    case PriceColumn:
        return known(source) ? numbers.tickPrice(source.ticker.last, displayScale(source.instrument))
                             : Numbers::unknown();
    case MedianColumn:
        return source.vsMedianPct ? numbers.versusMedian(*source.vsMedianPct) : Numbers::unknown();
    case AgeColumn:
        return known(source) ? numbers.age(sourceAge(source, m_clock)) : Numbers::unknown();
    default:
        return {};
    }
}

Tone SourceModel::tone(const SourceQuote &source, int column) const
{
    const bool fresh = isFresh(source.state);
    switch (column) {
    case SourceColumn:
        return source.state == PriceState::Simulated ? Tone::Demo : Tone::Text;
    case PriceColumn:
        return !known(source) ? Tone::Secondary : fresh ? Tone::Text : Tone::Stale;
    case MedianColumn:
        return source.differs ? Tone::Warning : Tone::Secondary;
    case AgeColumn:
        return fresh || !known(source) ? Tone::Secondary : Tone::Stale;
    default:
        return Tone::Secondary;
    }
}

QString SourceModel::toolTip(const SourceQuote &source) const
{
    if (!known(source))
        return tr("%1 has not named a price yet").arg(marketName(source));
    const Numbers &numbers = m_theme.numbers();
    QStringList lines{marketName(source),
                      numbers.everyDigit(source.ticker.last, displayScale(source.instrument)) + u' ' +
                          source.instrument.quote,
                      tr("received %1").arg(m_theme.times().exact(source.ticker.receivedTime))};
    if (source.usd && source.instrument.quote != QLatin1String("USD"))
        lines.append(tr("%1 in US dollars").arg(numbers.everyDigit(*source.usd)));
    return lines.join(u'\n');
}

QString SourceModel::spoken(const SourceQuote &source, int column) const
{
    switch (column) {
    case PriceColumn:
        return known(source) ? text(source, column) + u' ' + source.instrument.quote : tr("no price yet");
    case MedianColumn:
        return source.vsMedianPct ? tr("%1 against the median").arg(text(source, column))
                                  : tr("not compared");
    case AgeColumn:
        return known(source) ? tr("%1 old").arg(Numbers::ageInWords(sourceAge(source, m_clock)))
                             : tr("no age");
    default:
        return text(source, column);
    }
}

QVariant SourceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SourceQuote &source = m_quote.sources.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(source, index.column());
    case ToneRole:
        return QVariant::fromValue(tone(source, index.column()));
    case LiveRole:
        return isFresh(source.state);
    case Qt::ToolTipRole:
        return toolTip(source);
    case Qt::AccessibleTextRole:
        return spoken(source, index.column());
    case Qt::TextAlignmentRole:
        return int(index.column() >= PriceColumn ? Qt::AlignRight | Qt::AlignVCenter
                                                 : Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SourceColumn:
        return tr("Source");
    case PairColumn:
        return tr("Pair");
    case PriceColumn:
        return tr("Price");
    case MedianColumn:
        return tr("vs median");
    case AgeColumn:
        return tr("Age");
    default:
        return {};
    }
}
