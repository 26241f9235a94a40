#pragma once

// Has letters drawn as thick as their font has them. Qt (6.4) switches FreeType's stem darkening on for
// OpenType fonts with PostScript outlines, Debian's Inter among them, and blends them to match: light text on
// a dark ground then looks a weight heavier than it is. Its own knob for that comes to naught: what the
// environment (FREETYPE_PROPERTIES) says is overwritten. Where Qt draws without FreeType, or doesn't show it,
// nothing happens.
//
// Thread: the one that draws, after the QGuiApplication and before the first text.
void drawPlainStems();
