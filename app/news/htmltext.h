#pragma once

#include <QString>
#include <QStringList>

// The text of a title or name on one line: HTML's tags gone but "A < B" and "Map<K,V>" kept, entities decoded
// (numeric ones twice: some outlets encode them twice), blanks collapsed, disguises dropped.
QString plainLine(const QString &html);
// Likewise of a longer text: a line for each block, none empty.
QStringList plainLines(const QString &html);
// Likewise of a text that is no HTML: only numeric entities, which nobody means as they stand, are decoded.
QString tidyLine(const QString &text);

// Without bidi overrides and zero-width characters: they make one text look like another.
QString withoutDisguise(const QString &text);
bool isDisguised(QStringView text); // has some

// Escapes text to be put into HTML, between tags or in a quoted attribute.
QString htmlEscaped(const QString &text);

// The beginning of a text, cut at a word's end (anywhere in a text without blanks), with "…" when something
// was cut.
QString firstWords(const QString &text, qsizetype length);
