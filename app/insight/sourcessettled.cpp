#include "app/insight/sourcessettled.h"

#include <algorithm>

bool areSourcesSettled(const QuoteBoard &board)
{
    const auto sources = board.sources();
    return std::all_of(sources.begin(), sources.end(), [&board](const QuoteSource *source) {
        const SourceStatus::Link link = source->status().link;
        if (link == SourceStatus::Link::Connecting || link == SourceStatus::Link::Idle)
            return false;
        return link != SourceStatus::Link::Live || source->info().simulated ||
               !board.instruments(source->info().id).isEmpty();
    });
}
