#pragma once

#include "app/cli/commandline.h"

// wickpost decode: JSON lines to stdout, a summary with counts to stderr. 0 done, 1 nothing could be read,
// 2 wrong usage.
int runDecode(const DecodeOptions &options);
