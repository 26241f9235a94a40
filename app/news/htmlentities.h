#pragma once

#include <QString>
#include <optional>

// The characters an HTML entity stands for: "nbsp", "mdash", "amp". Nothing for a name HTML doesn't have.
// HTML's own names are case-sensitive.
std::optional<QString> htmlEntity(QStringView name);

// The character of a numeric reference as HTML reads it: 128 to 159 are windows-1252, what isn't a character
// becomes U+FFFD.
char32_t htmlCharacter(quint64 code);
