#pragma once

#include <QString>

class QTextDocument;

// Qt lays out a text of a megabyte, or a word of one, in seconds or minutes, and on the window's thread. What
// is shown of a story is therefore limited; what is stored and searched is not. Pure; any thread.
namespace BodyLimits {
constexpr qsizetype shown = 100'000; // characters of sanitised HTML: the longest articles have some 60,000
// What takes longer counts for so many characters.
constexpr qsizetype tag = 10, cell = 150, surrogate = 25, mark = 15, joined = 2;
constexpr qsizetype word = 80;    // longer ones may be broken there
constexpr qsizetype block = 3000; // characters of a paragraph: longer ones are laid out in parts
} // namespace BodyLimits

// As much of the sanitised HTML as is shown, what is open at the end closed. True: there is more.
bool shortenBody(QString &html, qsizetype most = BodyLimits::shown);
// Places to break in words that are longer than any.
void breakLongWords(QString &html, qsizetype most = BodyLimits::word);
// Qt lays a paragraph out whole. Those from block number `from` to before `end` that are longer are divided,
// where a line may end; the parts stand below each other like one. How many blocks came.
int divideLongBlocks(QTextDocument &document, int from, int end, qsizetype most = BodyLimits::block);
