#pragma once

#include "ui/news/storydocument.h"

// The design's typography over whatever a feed's HTML says of sizes, colours and margins. Any thread.

QString storyStyleSheet(const StoryLook &look);
// Headline, body (headings, lists, quotes, code, tables), marks and notes of a document that was just made.
void setTypography(StoryDocument &document, const StoryLook &look);

// How deep a block is quoted; 0: not.
int quoteDepth(const QTextBlock &block);
bool isCode(const QTextBlock &block); // a line of <pre>
