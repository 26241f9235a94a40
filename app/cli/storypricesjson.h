#pragma once

#include "app/insight/storyprice.h"

class JsonWriter;

// "prices": [{"coin", "venue", "market", "atPublication", "atSeen", "now", "after15m", "after1h", "after24h",
// "after7d", "sincePct", "netPct", "missing"}], the story's coins, strongest first; a story of the whole
// market has BTC. Money is a string with every digit, in the market's quote coin; all of one market. What
// nobody knows is null; "missing" then says why there is no price at publication or now.
void writeStoryPrices(JsonWriter &json, const StoryReport &report);
