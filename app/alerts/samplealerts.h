#pragma once

#include "app/alerts/alertbook.h"

// The demo's alerts, for the simulated market's prices; one has fired already.
void addSampleAlerts(AlertBook &book, UtcTime now);
