#pragma once

#include "app/cli/optionkit.h"

// Every option there is. What they are called and take is the contract of the README.

const QList<Option> &globalOptions(); // of every command, and of the window
const QList<Option> &windowOptions();
const QList<Option> &optionsOf(const QString &command); // empty: the window's
// Among a command's own and the global ones; null: there is none.
const Option *findOption(const QString &name, const QString &command);
