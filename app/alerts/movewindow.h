#pragma once

#include "app/base/decimal.h"
#include "app/base/time.h"

#include <deque>
#include <optional>

// The lowest and the highest price of the last so many minutes on one market, in bounded memory: prices are
// kept by sixtieths of the time, and what might be older than it is left out. The price before the window
// counts for its beginning, as long as it was known to hold until then.
class MoveWindow
{
public:
    struct Point
    {
        Decimal price;
        double value = 0; // the same
        MonoTime at{};
    };

    explicit MoveWindow(std::chrono::milliseconds length) : m_length(length), m_step(length / 60) {}

    void add(const Point &point); // times never run backwards
    // The market is not heard any more: the last price doesn't hold on from here.
    void pause();
    void advance(MonoTime now);

    // Nothing: no price is known in it.
    const std::optional<Point> &low() const { return m_low; }
    const std::optional<Point> &high() const { return m_high; }
    // How much of the window has been heard.
    std::chrono::milliseconds heardFor(MonoTime now) const;

private:
    struct Step
    {
        MonoTime begin{};
        Point low, high, last;
        bool holds = true; // its last price held until the next one came
    };
    void include(const Point &point);
    void lookAgain();

    std::chrono::milliseconds m_length, m_step;
    std::deque<Step> m_steps;
    std::optional<Point> m_before; // the price at the window's beginning
    std::optional<Point> m_low, m_high;
};

// The move from `from` to `to` in percent, with sign; and whether it is `percent` or more either way,
// exactly.
double moveFrom(const Decimal &from, const Decimal &to);
bool risesBy(const Decimal &from, const Decimal &to, const Decimal &percent);
bool fallsBy(const Decimal &from, const Decimal &to, const Decimal &percent);
