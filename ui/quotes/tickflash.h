#pragma once

#include "app/base/clock.h"
#include "app/market/ids.h"

#include <QHash>
#include <QList>
#include <QObject>

// The flash behind a price that ticked: the tint at once, held 150 ms, faded out over 450 ms; at most one a
// second for each coin (design.md section 4). All flashes share one timer, so that a frame paints them
// together; it runs only while something flashes.
class TickFlash : public QObject
{
    Q_OBJECT
public:
    explicit TickFlash(Clock &clock, QObject *parent = nullptr);

    // direction: 1 up, -1 down. Ignored within a second of the last flash of this coin.
    void start(const AssetId &asset, int direction);
    void clear();

    struct Look
    {
        int direction = 0;   // 0: nothing to draw
        double strength = 0; // 1: the whole tint
    };
    Look look(const AssetId &asset) const;

signals:
    void moved(const QList<AssetId> &assets); // repaint these prices

private:
    struct Flash
    {
        MonoTime from{};
        int direction = 0;
        bool bare = false; // painted without its tint, after the end
    };
    void arm();
    void step();

    Clock &m_clock;
    QHash<AssetId, Flash> m_flashes; // of the last second, also those that have faded
    MonoTime m_stepped{};
    Request m_timer;
};
