#include "app/quotes/coinsizes.h"

void CoinSizes::tell(const QHash<AssetId, CoinSize> &sizes)
{
    const MonoTime now = m_clock.monotonic();
    for (auto size = sizes.cbegin(); size != sizes.cend(); ++size)
        m_told.insert(size.key(), {size.value(), now});
    if (!sizes.isEmpty())
        emit changed();
}

void CoinSizes::forget()
{
    if (m_told.isEmpty())
        return;
    m_told.clear();
    emit changed();
}

std::optional<CoinSize> CoinSizes::of(const AssetId &asset) const
{
    const auto told = m_told.constFind(asset);
    if (told == m_told.cend() || m_clock.monotonic() - told->at > freshFor)
        return {};
    return told->size;
}
