#include "app/exchanges/simulated/simulatedpath.h"

#include <cmath>
#include <numbers>
#include <random>

namespace {
constexpr double shortestDays = 1.0 / 96; // 15 minutes
constexpr double dayMs = 24 * 3600 * 1000;
} // namespace

SimulatedPath::SimulatedPath(const SimulatedCoin &coin, quint64 seed)
    : m_logStart(std::log(coin.price.toDouble())), m_lift(0)
{
    std::mt19937_64 random(seed);
    double days = shortestDays;
    for (int i = 0; i < octaves; ++i, days *= 2) {
        const auto at = static_cast<size_t>(i);
        m_phase[at] = static_cast<double>(random() >> 11) * 0x1p-53 * 2 * std::numbers::pi;
        m_height[at] = coin.dailyPct / 100 * 0.3 * std::sqrt(days);
    }
    m_zero = wave(0);
    m_lift = -std::log1p(coin.changePct / 100) - wave(-1);
}

// Zero at the start.
double SimulatedPath::wave(double days) const
{
    double sum = -m_zero, length = shortestDays;
    for (size_t i = 0; i < octaves; ++i, length *= 2)
        sum += m_height[i] * std::sin(2 * std::numbers::pi * days / length + m_phase[i]);
    return sum;
}

double SimulatedPath::at(std::chrono::milliseconds since) const
{
    const double days = static_cast<double>(since.count()) / dayMs;
    const double share = days >= 0 ? 0 : std::min(-days, 1.0); // of the lift, growing over the last day
    return std::exp(m_logStart + wave(days) + share * m_lift);
}
