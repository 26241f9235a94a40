#include "ui/platform/plainstems.h"

#include <QFontInfo>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QRawFont>
#include <gtest/gtest.h>

namespace {
const QString word = QStringLiteral("Ethereum");

// How much light there is on black, when `paint` has painted in white.
template <typename Paint> double inkOf(Paint paint)
{
    QImage image(120, 30, QImage::Format_RGB32);
    image.fill(Qt::black);
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter);
    }
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            sum += qGray(image.pixel(x, y));
    return sum / 255;
}
} // namespace

TEST(PlainStemsTest, LightTextIsAsHeavyAsItsOutlines)
{
    drawPlainStems();
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(13);
    font.setWeight(QFont::Medium);
    font.setHintingPreference(QFont::PreferNoHinting);
    if (QFontInfo(font).family() != QLatin1String("Inter"))
        GTEST_SKIP() << "Inter is not installed";
    const double text = inkOf([&](QPainter &painter) {
        painter.setPen(Qt::white);
        painter.setFont(font);
        painter.drawText(QPointF(10, 20), word);
    });
    const double outlines = inkOf([&](QPainter &painter) {
        const QRawFont raw = QRawFont::fromFont(font);
        const QList<quint32> glyphs = raw.glyphIndexesForString(word);
        const QList<QPointF> advances = raw.advancesForGlyphIndexes(glyphs);
        QPointF at(10, 20);
        for (qsizetype i = 0; i < glyphs.size(); ++i) {
            painter.fillPath(raw.pathForGlyph(glyphs[i]).translated(at), Qt::white);
            at += advances[i];
        }
    });
    ASSERT_GT(outlines, 50) << "nothing was painted";
    EXPECT_NEAR(text / outlines, 1, 0.05);
}
