#pragma once

#include "app/cli/commandline.h"

const QStringList &commandNames();
// The words that are neither options nor the command, into `line`; a complaint, or nothing.
QString takeWords(CommandLine &line, const QStringList &words);
