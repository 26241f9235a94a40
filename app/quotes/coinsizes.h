#pragma once

#include "app/base/clock.h"
#include "app/base/decimal.h"
#include "app/market/ids.h"

#include <QHash>
#include <QObject>
#include <optional>

// How large a coin is, as an aggregator tells it.
struct CoinSize
{
    Decimal capUsd;          // market cap in US dollars, > 0
    std::optional<int> rank; // by market cap; 1 is the largest
    QString attribution;     // text that must stand wherever this is shown
    bool operator==(const CoinSize &) const = default;
};

// The sizes that were told last. None are asked for here, and old ones are none.
//
// Thread: the sources' own.
class CoinSizes : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes freshFor{15};
    explicit CoinSizes(const Clock &clock, QObject *parent = nullptr) : QObject(parent), m_clock(clock) {}

    void tell(const QHash<AssetId, CoinSize> &sizes);
    void forget(); // who told them was switched off
    std::optional<CoinSize> of(const AssetId &asset) const;

signals:
    void changed();

private:
    struct Told
    {
        CoinSize size;
        MonoTime at{};
    };
    const Clock &m_clock;
    QHash<AssetId, Told> m_told;
};
