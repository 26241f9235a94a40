#include "ui/quotes/coinwatch.h"

#include "app/base/clock.h"
#include "ui/quotes/coinwords.h"

using namespace std::chrono_literals;

CoinWatch::CoinWatch(QuoteBoard &board, Clock &clock, QWidget *widget)
    : QObject(widget), m_board(board), m_clock(clock), m_exposure(widget)
{
    connect(&board, &QuoteBoard::quotesChanged, this, [this](const QList<AssetId> &assets) {
        if (!isVisible() || !assets.contains(m_coin))
            return;
        emit changed();
        arm();
    });
    connect(&m_exposure, &Exposure::changed, this, [this](bool visible) {
        m_tick.reset();
        if (!visible)
            return;
        emit changed();
        arm();
    });
}

CoinWatch::~CoinWatch()
{
    if (!m_coin.value.isEmpty())
        m_board.unfollow({m_coin});
}

void CoinWatch::setCoin(const AssetId &asset)
{
    if (asset == m_coin)
        return;
    const AssetId before = std::exchange(m_coin, asset);
    if (!asset.value.isEmpty())
        m_board.follow({asset});
    if (!before.value.isEmpty())
        m_board.unfollow({before});
    m_tick.reset();
    emit changed();
    arm();
}

void CoinWatch::setAlwaysTicks(bool ticks)
{
    m_alwaysTicks = ticks;
    arm();
}

// Single shots, each asked for by an age that stands in sight.
void CoinWatch::arm()
{
    if (m_tick || !isVisible() || !quote().shownSource() || (!m_alwaysTicks && isFresh(quote().state)))
        return;
    const auto step = m_alwaysTicks || quoteAge(quote(), m_clock) < 1min ? 1s : 15s;
    m_tick = m_clock.after(step, [this] {
        m_tick.reset();
        emit changed();
        arm();
    });
}
