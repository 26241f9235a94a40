#pragma once

// Makes every CandleChart known to assistive technology: a Graphic whose name is the summary and whose
// description and value are what the crosshair or the selected story says. Once is enough; more does nothing.
void installChartAccess();
