#include "ui/style/fonts.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace {
struct Role
{
    int pixels, line, weight;
    double spacing;
};

constexpr Role roleOf(FontRole role)
{
    switch (role) {
    case FontRole::DetailPrice:
        return {28, 34, QFont::DemiBold, -0.4};
    case FontRole::ChartPrice:
        return {22, 28, QFont::DemiBold, -0.2};
    case FontRole::ArticleHeadline:
        return {18, 24, QFont::DemiBold, -0.2};
    case FontRole::DialogTitle:
        return {15, 20, QFont::DemiBold, 0};
    case FontRole::Body:
        return {14, 22, QFont::Normal, 0};
    case FontRole::Strong:
        return {13, 18, QFont::DemiBold, 0};
    case FontRole::Text:
        return {13, 18, QFont::Normal, 0};
    case FontRole::Medium:
        return {13, 18, QFont::Medium, 0};
    case FontRole::SmallText:
        return {12, 16, QFont::Normal, 0};
    case FontRole::SmallMedium:
        return {12, 16, QFont::Medium, 0};
    case FontRole::SmallStrong:
        return {12, 16, QFont::DemiBold, 0};
    case FontRole::Meta:
        return {11, 14, QFont::Medium, 0};
    case FontRole::MetaText:
        return {11, 14, QFont::Normal, 0};
    case FontRole::MetaStrong:
        return {11, 14, QFont::DemiBold, 0};
    case FontRole::Chip:
        return {10, 14, QFont::DemiBold, 0.2};
    case FontRole::Badge:
        return {10, 14, QFont::Bold, 0.5};
    }
    return {13, 18, QFont::Normal, 0};
}

int scaled(int pixels, int percent)
{
    return (pixels * percent + 50) / 100;
}

QFont makeFont(const Role &role, int percent, const QStringList &families)
{
    // QFontInfo::exactMatch() crashes on a font made with several families (platform.md 1.7): never asked.
    QFont font(families);
    font.setPixelSize(scaled(role.pixels, percent));
    font.setWeight(static_cast<QFont::Weight>(role.weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    font.setKerning(true);
    if (role.spacing != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, role.spacing * percent / 100.0);
    return font;
}
} // namespace

Fonts::Fonts(int textSizePercent, const QString &localeName)
    : m_percent(textSizePercent), m_metrics([]<size_t... i>(std::index_sequence<i...>) {
          return std::array<QFontMetricsF, sizeof...(i)>{((void)i, QFontMetricsF(QFont()))...};
      }(std::make_index_sequence<roleCount>()))
{
    const QStringList names = families(localeName);
    for (size_t i = 0; i < roleCount; ++i) {
        m_fonts[i] = makeFont(roleOf(static_cast<FontRole>(i)), m_percent, names);
        m_metrics[i] = QFontMetricsF(m_fonts[i]);
    }
}

int Fonts::lineHeight(FontRole role) const
{
    return px(roleOf(role).line);
}

int Fonts::px(int designPixels) const
{
    return scaled(designPixels, m_percent);
}

qreal Fonts::baseline(FontRole role, qreal top, qreal height) const
{
    const QFontMetricsF &m = metrics(role);
    return std::round(top + (height + m.ascent() - m.descent()) / 2);
}

QStringList Fonts::families(const QString &localeName)
{
    QStringList cjk{QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans CJK TC"),
                    QStringLiteral("Noto Sans CJK JP"), QStringLiteral("Noto Sans CJK KR")};
    // One code point is drawn differently in each of these languages: the user's own comes first.
    const QString name = (localeName.isEmpty() ? QLocale::system().name() : localeName).toLower();
    qsizetype first = 0;
    if (name.startsWith(QLatin1String("zh_tw")) || name.startsWith(QLatin1String("zh_hk")))
        first = 1;
    else if (name.startsWith(QLatin1String("ja")))
        first = 2;
    else if (name.startsWith(QLatin1String("ko")))
        first = 3;
    cjk.move(first, 0);
    return QStringList{QStringLiteral("Inter"), QStringLiteral("Noto Sans")} + cjk +
           QStringList{QStringLiteral("sans-serif")};
}
