#include "ui/style/badges.h"

#include "ui/style/fonts.h"

#include <QPaintDevice>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cstdlib>

namespace {
// By id, not by symbol: another coin may bear the same symbol, and must not bear the same badge.
struct Known
{
    const char *id;
    char16_t glyph;
    QRgb hue;
};
constexpr std::array<Known, 10> known{{{"bitcoin", u'₿', 0xE08A2B},
                                       {"ethereum", u'Ξ', 0x6B7FE3},
                                       {"ripple", u'X', 0x4B7FA6},
                                       {"tether", u'₮', 0x2B9A7C},
                                       {"solana", u'S', 0x8B62D9},
                                       {"binancecoin", u'B', 0xC29A1D},
                                       {"usd-coin", u'$', 0x3577C9},
                                       {"dogecoin", u'Ð', 0xA68A3E},
                                       {"tron", u'T', 0xCC4B57},
                                       {"cardano", u'₳', 0x3F68C4}}};

// FNV-1a: the same on every machine and in every version, unlike qHash.
quint32 stableHash(const QByteArray &bytes)
{
    quint32 hash = 2166136261u;
    for (const char c : bytes)
        hash = (hash ^ static_cast<quint8>(c)) * 16777619u;
    return hash;
}

QColor mixed(const QColor &a, const QColor &b, double shareOfB)
{
    const auto part = [&](int x, int y) { return static_cast<int>(x + (y - x) * shareOfB + 0.5); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

QFont glyphFont(double pixels, QFont::Weight weight)
{
    QFont font(Fonts::families({}));
    font.setPixelSize(static_cast<int>(pixels + 0.5));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

// The glyph's own ink in the middle of the box, whatever its bearings.
void drawCentred(QPainter &painter, const QString &glyph, double pixels, QFont::Weight weight,
                 const QRectF &box, const QColor &colour)
{
    // Paths are taken at a large size and scaled, so that a badge of any size has exactly its share.
    constexpr double big = 100;
    QPainterPath path;
    path.addText(QPointF(), glyphFont(big, weight), glyph);
    const QRectF ink = path.boundingRect();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center());
    painter.scale(pixels / big, pixels / big);
    painter.translate(-ink.center());
    painter.fillPath(path, colour);
    painter.restore();
}
} // namespace

CoinGlyph coinGlyph(const Asset &asset)
{
    for (const Known &coin : known)
        if (asset.id.value == QLatin1String(coin.id))
            return {QString(QChar(coin.glyph)), QColor(coin.hue)};
    const quint32 hash = stableHash((asset.symbol + u'\n' + asset.name).toUtf8());
    const QString letter = asset.symbol.isEmpty() ? QStringLiteral("?") : asset.symbol.left(1).toUpper();
    return {letter, QColor(known[hash % known.size()].hue)};
}

QColor hueApart(const QColor &own, const QList<QColor> &taken)
{
    constexpr int leastApart = 25; // degrees of the colour circle
    const auto isApart = [&taken](const QColor &hue) {
        return std::all_of(taken.begin(), taken.end(), [&hue](const QColor &other) {
            const int apart = std::abs(hue.hslHue() - other.hslHue());
            return std::min(apart, 360 - apart) >= leastApart;
        });
    };
    if (isApart(own))
        return own;
    const auto other = std::find_if(known.begin(), known.end(),
                                    [&](const Known &coin) { return isApart(QColor(coin.hue)); });
    return other == known.end() ? own : QColor(other->hue);
}

void drawCoinBadge(QPainter &painter, const Asset &asset, const QRectF &circle, const Tokens &tokens)
{
    const CoinGlyph coin = coinGlyph(asset);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor fill = tokens.highContrast ? tokens.surface : faded(coin.hue, tokens.dark ? 0.22 : 0.16);
    const QColor rim = tokens.highContrast ? tokens.text : faded(coin.hue, tokens.dark ? 0.55 : 0.50);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawEllipse(circle);
    painter.setPen(QPen(rim, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
    const QColor ink =
        tokens.highContrast ? tokens.text : mixed(coin.hue, tokens.dark ? Qt::white : Qt::black, 0.35);
    drawCentred(painter, coin.glyph, circle.height() * 0.52, QFont::Bold, circle, ink);
}

void drawSourceBadge(QPainter &painter, const QString &name, const QRectF &square, const Tokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.elevated);
    painter.drawRoundedRect(square, 4, 4);
    painter.restore();
    const QString letter = name.isEmpty() ? QStringLiteral("?") : name.left(1).toUpper();
    drawCentred(painter, letter, square.height() * 0.6, QFont::DemiBold, square, tokens.text);
}

void drawBrandMark(QPainter &painter, const QRectF &square, const Tokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / 20, square.height() / 20);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accentFill);
    painter.drawRoundedRect(QRectF(0, 0, 20, 20), 4.5, 4.5);
    painter.setBrush(tokens.onAccent);
    painter.drawRoundedRect(QRectF(6.2, 2.8, 1.2, 14.4), 0.6, 0.6); // wick
    painter.drawRoundedRect(QRectF(4.8, 5.2, 4, 7.8), 1, 1);        // body
    painter.drawRoundedRect(QRectF(11, 6, 5.8, 1.3), 0.65, 0.65);
    painter.drawRoundedRect(QRectF(11, 9.2, 4.8, 1.3), 0.65, 0.65);
    painter.drawRoundedRect(QRectF(11, 12.4, 3, 1.3), 0.65, 0.65);
    painter.restore();
}

void CoinBadges::draw(QPainter &painter, const Asset &asset, const QRectF &circle, const Tokens &tokens)
{
    const qreal scale = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    const QString key =
        asset.id.value + u'/' + QString::number(circle.width()) + u'/' + QString::number(scale);
    QPixmap &pixmap = m_pixmaps[key];
    if (pixmap.isNull()) {
        const QSize size = (circle.size() * scale).toSize().expandedTo(QSize(1, 1));
        pixmap = QPixmap(size);
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QPainter badge(&pixmap);
        drawCoinBadge(badge, asset, QRectF(QPointF(), circle.size()), tokens);
    }
    painter.drawPixmap(circle.topLeft(), pixmap);
}
