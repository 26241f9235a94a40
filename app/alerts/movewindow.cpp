#include "app/alerts/movewindow.h"

namespace {
constexpr Decimal hundred(100, 0);

// Whether a * x compares with b * y; nothing when the products have too many digits.
std::optional<std::strong_ordering> compareProducts(const Decimal &a, const Decimal &x, const Decimal &b,
                                                    const Decimal &y)
{
    const auto left = Decimal::multiply(a, x), right = Decimal::multiply(b, y);
    return left && right ? std::optional(*left <=> *right) : std::nullopt;
}
} // namespace

double moveFrom(const Decimal &from, const Decimal &to)
{
    const double base = from.toDouble();
    const auto difference = Decimal::subtract(to, from);
    if (base == 0)
        return 0;
    return (difference ? difference->toDouble() : to.toDouble() - base) / base * 100;
}

bool risesBy(const Decimal &from, const Decimal &to, const Decimal &percent)
{
    const auto factor = Decimal::add(hundred, percent);
    const auto order = factor ? compareProducts(to, hundred, from, *factor) : std::nullopt;
    return order ? *order >= 0 : moveFrom(from, to) >= percent.toDouble();
}

bool fallsBy(const Decimal &from, const Decimal &to, const Decimal &percent)
{
    const auto factor = Decimal::subtract(hundred, percent);
    const auto order = factor ? compareProducts(to, hundred, from, *factor) : std::nullopt;
    return order ? *order <= 0 : moveFrom(from, to) <= -percent.toDouble();
}

void MoveWindow::include(const Point &point)
{
    if (!m_low || point.value < m_low->value)
        m_low = point;
    if (!m_high || point.value > m_high->value)
        m_high = point;
}

void MoveWindow::add(const Point &point)
{
    advance(point.at);
    if (m_steps.empty() || point.at >= m_steps.back().begin + m_step) {
        m_steps.push_back({point.at, point, point, point});
    } else {
        Step &step = m_steps.back();
        if (point.value < step.low.value)
            step.low = point;
        if (point.value > step.high.value)
            step.high = point;
        step.last = point;
        step.holds = true;
    }
    include(point);
}

void MoveWindow::pause()
{
    if (!m_steps.empty()) {
        m_steps.back().holds = false;
    } else if (m_before) {
        m_before.reset();
        lookAgain();
    }
}

void MoveWindow::advance(MonoTime now)
{
    const MonoTime begin = now - m_length;
    bool left = false;
    while (!m_steps.empty() && m_steps.front().begin <= begin) {
        const Step &step = m_steps.front();
        m_before = step.holds ? std::optional(step.last) : std::nullopt;
        m_steps.pop_front();
        left = true;
    }
    if (left)
        lookAgain();
}

void MoveWindow::lookAgain()
{
    m_low.reset();
    m_high.reset();
    if (m_before)
        include(*m_before);
    for (const Step &step : m_steps) {
        include(step.low);
        include(step.high);
    }
}

std::chrono::milliseconds MoveWindow::heardFor(MonoTime now) const
{
    if (m_before)
        return m_length;
    return m_steps.empty() ? std::chrono::milliseconds{0} : now - m_steps.front().begin;
}
