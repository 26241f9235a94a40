#pragma once

#include <QString>

// The language a few headlines are in, as BCP 47 in lower case: by the script, and where many languages share
// it by the little words of resources/languages.json. Empty when it can't be told.
QString guessLanguage(const QString &text);
