#pragma once

#include "app/news/facts/outlets.h"

// Which outlets a story cites ("according to X", "X reports", "citing X", "(X)"; 据X报道, X援引Y, X讯), the
// one that had it first in front: "According to Axios … (Jin10)" gives Axios, Jin10. What passes a story on
// stands after what reported it.
class ProvenanceFinder
{
public:
    explicit ProvenanceFinder(const Outlets &outlets) : m_outlets(outlets) {}
    // Names as in outlets.json. `own`: the story's own outlet, never in it; -1: not known.
    QStringList chain(const ReadText &title, const ReadText &text, qint32 own) const;

private:
    const Outlets &m_outlets;
};
