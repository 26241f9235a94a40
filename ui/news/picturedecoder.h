#pragma once

#include <QByteArray>
#include <QImage>

// A picture of a story from its bytes. JPEG, PNG, GIF and WebP alone; of a film the first frame. Empty: none
// of these, broken, or larger than `mostPixels`, which is looked at before anything is decoded. No wider than
// `mostWidth`. Any thread.
inline constexpr qint64 mostPicturePixels = 40'000'000; // news.md 4
QImage decodePicture(const QByteArray &bytes, int mostWidth);
