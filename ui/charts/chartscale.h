#pragma once

#include <cmath>

// Places on the screen. Plain numbers: times are UTC milliseconds, values prices or percentages, both as
// double, which is enough for a pixel and never flows back into a price.

// What part of the time is shown.
struct ViewSpan
{
    double from = 0, to = 1;
    double length() const { return to - from; }
    bool operator==(const ViewSpan &) const = default;
};

// A moment to x, linear.
struct TimeScale
{
    double from = 0, to = 1;    // at the left and the right edge
    double left = 0, right = 1; // x

    double perPixel() const { return (to - from) / (right - left); }
    double width(double duration) const { return duration / perPixel(); }
    double x(double time) const { return left + (time - from) / perPixel(); }
    double time(double at) const { return from + (at - left) * perPixel(); }
    bool contains(double time) const { return time >= from && time <= to; }
    bool operator==(const TimeScale &) const = default;
};

// A value to y, linear or logarithmic. With `log`, low must be above 0.
struct ValueScale
{
    double low = 0, high = 1;   // at the bottom and the top edge
    double top = 0, bottom = 1; // y
    bool log = false;

    double y(double value) const
    {
        return bottom - (unit(value) - unit(low)) / (unit(high) - unit(low)) * (bottom - top);
    }
    double value(double at) const
    {
        const double u = unit(low) + (bottom - at) / (bottom - top) * (unit(high) - unit(low));
        return log ? std::pow(10.0, u) : u;
    }
    double unit(double value) const { return log ? std::log10(value) : value; }
    bool operator==(const ValueScale &) const = default;
};

// The scale that shows [low, high] with air above and below it: shares of the height. Equal ends get a range
// of `least` around them; `least` also keeps a still market from looking wild.
ValueScale valueScale(double low, double high, double least, double top, double bottom, bool log);
