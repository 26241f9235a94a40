#pragma once

#include <QByteArray>
#include <optional>

// What the first bytes of a picture say. Only the kinds that hold nothing but pixels and can't load more:
// PNG, JPEG, GIF, WebP. By the bytes, whatever a server calls them.
struct PictureInfo
{
    enum class Kind { Png, Jpeg, Gif, WebP };
    Kind kind = Kind::Png;
    int width = 0, height = 0; // pixels, as claimed
};

// Nothing: it is none of them, or its size can't be found. Pure.
std::optional<PictureInfo> pictureInfo(QByteArrayView bytes);
