#include "ui/quotes/tickflash.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {
constexpr auto hold = 150ms, fade = 450ms, rest = 1000ms;
// Five steps of a tint this faint, no faster than figures change, look as smooth as thirty at a sixth of the
// cost.
constexpr auto frame = 90ms;
} // namespace

TickFlash::TickFlash(Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

void TickFlash::start(const AssetId &asset, int direction)
{
    const MonoTime now = m_clock.monotonic();
    if (m_timer && now - m_stepped >= frame / 2)
        step(); // a tick is painted anyway: the next step of the others comes with it
    Flash &flash = m_flashes[asset];
    if (flash.direction != 0 && now - flash.from < rest)
        return;
    flash = {now, direction, false};
    emit moved({asset});
    arm();
}

void TickFlash::clear()
{
    const QList<AssetId> assets = m_flashes.keys();
    m_flashes.clear();
    m_timer.reset();
    if (!assets.isEmpty())
        emit moved(assets);
}

TickFlash::Look TickFlash::look(const AssetId &asset) const
{
    const auto found = m_flashes.constFind(asset);
    if (found == m_flashes.constEnd())
        return {};
    const auto age = m_clock.monotonic() - found->from;
    if (age >= hold + fade)
        return {};
    if (age <= hold)
        return {found->direction, 1.0};
    return {found->direction, 1.0 - static_cast<double>((age - hold).count()) / fade.count()};
}

void TickFlash::arm()
{
    if (!m_timer)
        m_timer = m_clock.after(frame, [this] { step(); });
}

void TickFlash::step()
{
    m_timer.reset();
    const MonoTime now = m_clock.monotonic();
    m_stepped = now;
    QList<AssetId> moving;
    auto next = MonoTime::max();
    for (auto at = m_flashes.begin(); at != m_flashes.end();) {
        const auto age = now - at->from;
        if (age >= rest && at->bare) {
            at = m_flashes.erase(at);
            continue;
        }
        // While held nothing changes; after the end the bare ground is painted once, however late this is.
        if (age > hold && !at->bare) {
            moving.append(at.key());
            at->bare = age >= hold + fade;
        }
        if (!at->bare)
            next = std::min(next, age < hold ? at->from + hold + frame : now + frame);
        ++at;
    }
    if (!moving.isEmpty())
        emit moved(moving);
    if (next != MonoTime::max() && !m_timer)
        m_timer = m_clock.after(std::max(next - now, frame), [this] { step(); });
}
