#pragma once

#include "app/cli/commandline.h"

// Runs a command that needs no window, in the QCoreApplication that exists, and returns its exit code.
// Results go to stdout, what went wrong to stderr.
int runCommand(const CommandLine &line);
