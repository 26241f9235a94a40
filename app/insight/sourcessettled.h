#pragma once

#include "app/quotes/quoteboard.h"

// Every source of the board is there with its list of instruments, or can't be had now: what is asked of the
// past is answered by the user's own order then.
bool areSourcesSettled(const QuoteBoard &board);
