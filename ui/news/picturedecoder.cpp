#include "ui/news/picturedecoder.h"

#include <QBuffer>
#include <QImageReader>

QImage decodePicture(const QByteArray &bytes, int mostWidth)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    // Formats that describe what to draw, or load more, have no place here.
    const QByteArray format = reader.format();
    if (!QList<QByteArray>{"jpeg", "jpg", "png", "gif", "webp"}.contains(format))
        return {};
    const QSize size = reader.size();
    if (!size.isValid() || qint64(size.width()) * size.height() > mostPicturePixels)
        return {};
    if (size.width() > mostWidth)
        reader.setScaledSize(size.scaled(mostWidth, size.height(), Qt::KeepAspectRatio));
    return reader.read();
}
