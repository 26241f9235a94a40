#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QStringList>
#include <array>

// The type roles of design.md section 2: pixel size / line height, weight.
enum class FontRole {
    DetailPrice,     // 28/34, 600
    ChartPrice,      // 22/28, 600
    ArticleHeadline, // 18/24, 600
    DialogTitle,     // 15/20, 600
    Body,            // 14/22, 400: an article's text
    Strong,          // 13/18, 600: unread headline, symbol, price, pane title
    Text,            // 13/18, 400: read headline, interface text
    Medium,          // 13/18, 500
    SmallText,       // 12/16, 400
    SmallMedium,     // 12/16, 500: tabs
    SmallStrong,     // 12/16, 600: change, buttons, active tab
    Meta,            // 11/14, 500: meta line, axes, column heads, status
    MetaText,        // 11/14, 400: second line of a price row
    MetaStrong,      // 11/14, 600: headings in lists, status badge
    Chip,            // 10/14, 600
    Badge,           // 10/14, 700: DEMO badge, key caps
};

// The fonts of every role at one text size. Families by name (Inter, then Noto Sans, then the CJK ones with
// the user's language first), hinting off; widths are measured, never assumed. Cheap to copy.
class Fonts
{
public:
    explicit Fonts(int textSizePercent = 100, const QString &localeName = {});

    const QFont &font(FontRole role) const { return m_fonts[index(role)]; }
    const QFontMetricsF &metrics(FontRole role) const { return m_metrics[index(role)]; }
    int lineHeight(FontRole role) const;
    // A measure of the design that holds text, at this text size.
    int px(int designPixels) const;
    int percent() const { return m_percent; }
    // The baseline of one line of this role set in the middle of a box.
    qreal baseline(FontRole role, qreal top, qreal height) const;

    static QStringList families(const QString &localeName);

private:
    static constexpr size_t roleCount = static_cast<size_t>(FontRole::Badge) + 1;
    static constexpr size_t index(FontRole role) { return static_cast<size_t>(role); }

    int m_percent;
    std::array<QFont, roleCount> m_fonts;
    std::array<QFontMetricsF, roleCount> m_metrics;
};
