#pragma once

#include "app/base/decimal.h"

#include <QString>
#include <array>
#include <chrono>

// A coin of the simulated market: where it begins and how lively it is.
struct SimulatedCoin
{
    QString base;
    Decimal price;    // at the start; its scale is the tick size
    double changePct; // of the 24 h before the start
    double dailyPct;  // about how far it moves in a day
    double dayVolume; // base coins
};

// Its price at any time, before and after the start: made of waves between 15 minutes and a year, so that
// every history can be asked for and none needs to be kept. At the start it is the given price, 24 h before
// it is what the given change says.
//
// The prices here are invented, so they may be doubles; they become exact when they are rounded to the tick.
class SimulatedPath
{
public:
    SimulatedPath(const SimulatedCoin &coin, quint64 seed);

    // `since`: after (or before, negative) the start of the simulation.
    double at(std::chrono::milliseconds since) const;

private:
    double wave(double days) const;

    static constexpr int octaves = 16;
    std::array<double, octaves> m_phase{}, m_height{};
    double m_zero = 0;         // of the waves at the start, which count from there
    double m_logStart, m_lift; // m_lift: added to the waves a day and more before the start
};
