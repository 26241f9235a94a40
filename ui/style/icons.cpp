#include "ui/style/icons.h"

#include <QIconEngine>
#include <QPainterPath>
#include <QStringList>
#include <array>

namespace {
// A path in letters and numbers: M L H V C Z as in SVG, O cx cy r (circle), R x y w h r (rounded box),
// A cx cy r start sweep (arc, degrees, counter-clockwise from three o'clock), F (what follows is filled).
const char *letters(Icon icon)
{
    switch (icon) {
    case Icon::Search:
        return "O 7 7 4.6 M 10.5 10.5 L 14 14";
    case Icon::Close:
        return "M 4 4 L 12 12 M 12 4 L 4 12";
    case Icon::Plus:
        return "M 8 3 V 13 M 3 8 H 13";
    case Icon::Minus:
        return "M 3 8 H 13";
    case Icon::Check:
        return "M 3 8.4 L 6.4 11.8 L 13 4.6";
    case Icon::ChevronDown:
        return "M 4.5 6.3 L 8 9.8 L 11.5 6.3";
    case Icon::ChevronUp:
        return "M 4.5 9.7 L 8 6.2 L 11.5 9.7";
    case Icon::ChevronLeft:
        return "M 9.8 4 L 5.8 8 L 9.8 12";
    case Icon::ChevronRight:
        return "M 6.3 4.5 L 9.8 8 L 6.3 11.5";
    case Icon::Pin:
        return "M 5.2 2.2 H 10.8 M 6.4 2.2 V 6.6 L 4.2 9.2 H 11.8 L 9.6 6.6 V 2.2 M 8 9.2 V 14";
    case Icon::Compact:
        return "R 3.5 2 9 12 2 M 6 5.4 H 10 M 6 8 H 10 M 6 10.6 H 10";
    case Icon::Strip:
        return "R 1.5 5.3 13 5.4 1.8 F O 5 8 0.8 O 8 8 0.8 O 11 8 0.8";
    case Icon::Dashboard:
        return "R 2.2 2.7 11.6 10.6 1.8 M 6.4 2.7 V 13.3 M 6.4 7.4 H 13.8";
    case Icon::Bell:
        return "M 4.1 10.9 V 7.3 C 4.1 4.9 5.8 3.2 8 3.2 C 10.2 3.2 11.9 4.9 11.9 7.3 V 10.9 L 13.4 12.1 H "
               "2.6 L "
               "4.1 10.9 M 6.7 13.8 C 7.2 14.4 8.8 14.4 9.3 13.8";
    case Icon::Sliders:
        return "M 2 5 H 8.2 O 10 5 1.8 M 11.8 5 H 14 M 2 11 H 4.2 O 6 11 1.8 M 7.8 11 H 14";
    case Icon::Expand:
        return "M 9.6 3 H 13 V 6.4 M 13 3 L 9.4 6.6 M 6.4 13 H 3 V 9.6 M 3 13 L 6.6 9.4";
    case Icon::Warning:
        return "M 8 2.6 L 14.2 13.2 H 1.8 Z M 8 6.6 V 9.4 M 8 11.3 V 11.35";
    case Icon::Clock:
        return "O 8 8 6 M 8 4.6 V 8 L 10.3 9.5";
    case Icon::Bookmark:
        return "M 4.4 2.6 H 11.6 V 13.4 L 8 10.6 L 4.4 13.4 Z";
    case Icon::BookmarkFilled:
        return "F M 4.4 2.6 H 11.6 V 13.4 L 8 10.6 L 4.4 13.4 Z";
    case Icon::Link:
        return "M 7 9 C 8 10.2 9.6 10.1 10.6 9.1 L 12.9 6.8 C 14.7 4.9 11.1 1.3 9.2 3.1 L 8 4.3 M 9 7 C 8 "
               "5.8 6.4 "
               "5.9 5.4 6.9 L 3.1 9.2 C 1.3 11.1 4.9 14.7 6.8 12.9 L 8 11.7";
    case Icon::External:
        return "M 6.6 3.4 H 4.2 C 3.3 3.4 2.6 4.1 2.6 5 V 11.8 C 2.6 12.7 3.3 13.4 4.2 13.4 H 11 C 11.9 13.4 "
               "12.6 "
               "12.7 12.6 11.8 V 9.4 M 9.4 2.6 H 13.4 V 6.6 M 13.4 2.6 L 7.6 8.4";
    case Icon::Copy:
        return "R 5.6 5.6 7.8 7.8 1.6 M 3.8 10.4 C 3.1 10.4 2.6 9.9 2.6 9.2 V 4.2 C 2.6 3.3 3.3 2.6 4.2 2.6 "
               "H 9.2 C "
               "9.9 2.6 10.4 3.1 10.4 3.8";
    case Icon::Refresh:
        return "A 8 8 5.2 35 290 M 12.9 2.9 V 6 H 9.8";
    case Icon::Trash:
        return "M 2.8 4.4 H 13.2 M 6 4.4 V 2.8 H 10 V 4.4 M 4.2 4.4 L 4.8 13.2 H 11.2 L 11.8 4.4";
    case Icon::Story:
        return "R 2.2 3 11.6 10 2 M 5 6 H 11 M 5 8 H 11 M 5 10.2 H 8.4";
    case Icon::Stories:
        return "R 2 2.6 12 10.8 2 M 4.8 5.8 H 11.2 M 4.8 8 H 11.2 M 4.8 10.2 H 8.6";
    case Icon::Flask:
        return "M 6.4 2.4 V 6.4 L 3 12.2 C 2.6 13 3 13.6 3.8 13.6 H 12.2 C 13 13.6 13.4 13 13 12.2 L 9.6 6.4 "
               "V 2.4 M "
               "5.4 2.4 H 10.6 M 4.8 10 H 11.2";
    case Icon::Offline:
        return "M 5 12.4 H 4.6 C 1.4 12.2 1.3 7.9 4.3 7.5 C 4.4 6.5 4.8 5.7 5.4 5.1 M 7.4 4.2 C 9.4 3.9 11.3 "
               "5.1 11.7 "
               "7.3 C 14 7.6 14.6 10.2 13.2 11.6 M 2.6 2.6 L 13.4 13.4 M 8 12.4 H 10.6";
    case Icon::Globe:
        return "O 8 8 6 M 2 8 H 14 M 8 2 C 4.8 5.2 4.8 10.8 8 14 M 8 2 C 11.2 5.2 11.2 10.8 8 14";
    case Icon::List:
        return "M 2.6 4.4 H 13.4 M 2.6 8 H 13.4 M 2.6 11.6 H 9.4";
    case Icon::Plug:
        return "M 5.8 2.2 V 5.2 M 10.2 2.2 V 5.2 M 3.8 5.2 H 12.2 V 7.4 C 12.2 9.8 10.4 11.4 8 11.4 C 5.6 "
               "11.4 3.8 9.8 "
               "3.8 7.4 Z M 8 11.4 V 14";
    case Icon::Feed:
        return "A 3 13 10 0 90 A 3 13 5.6 0 90 F O 3.8 12.2 1.3";
    case Icon::Contrast:
        return "O 8 8 6 F M 8 2 A 8 8 6 90 180 Z";
    case Icon::Shield:
        return "M 8 2.2 L 13 4 V 8 C 13 11 10.8 13 8 14 C 5.2 13 3 11 3 8 V 4 Z";
    case Icon::Keyboard:
        return "R 1.6 4 12.8 8.4 1.8 M 4.4 6.8 V 6.85 M 6.8 6.8 V 6.85 M 9.2 6.8 V 6.85 M 11.6 6.8 V 6.85 M "
               "5.4 9.6 H "
               "10.6";
    case Icon::Line:
        return "M 2.2 11.6 L 5.6 7.4 L 8.4 9.6 L 13.8 4.2";
    case Icon::Candles:
        return "M 5 2.4 V 4.8 M 5 11 V 13.6 R 3.4 4.8 3.2 6.2 0.6 M 11 2.4 V 5.8 M 11 9.8 V 13.6 R 9.4 5.8 "
               "3.2 4 0.6";
    case Icon::Diamond:
        return "M 8 2.6 L 13.4 8 L 8 13.4 L 2.6 8 Z";
    case Icon::ArrowUp:
        return "M 8 13 V 3 M 4 7 L 8 3 L 12 7";
    case Icon::ArrowDown:
        return "M 8 3 V 13 M 4 9 L 8 13 L 12 9";
    case Icon::Drag:
        return "F O 6 4 0.9 O 10 4 0.9 O 6 8 0.9 O 10 8 0.9 O 6 12 0.9 O 10 12 0.9";
    case Icon::Info:
        return "O 8 8 6 M 8 7.4 V 11 M 8 5 V 5.05";
    case Icon::Unread:
        return "O 8 8 2.4";
    case Icon::Filter:
        return "M 2.4 3.4 H 13.6 L 9.4 8.4 V 12.8 L 6.6 11.4 V 8.4 Z";
    case Icon::Spinner:
        return "A 8 8 5.4 90 -270";
    case Icon::Eye:
        return "M 1.6 8 C 4.4 2.8 11.6 2.8 14.4 8 C 11.6 13.2 4.4 13.2 1.6 8 Z O 8 8 2";
    case Icon::EyeOff:
        return "M 1.6 8 C 4.4 2.8 11.6 2.8 14.4 8 C 11.6 13.2 4.4 13.2 1.6 8 Z M 3 13 L 13 3";
    case Icon::Undo:
        return "M 5.6 2.8 L 2.8 5.6 L 5.6 8.4 M 2.8 5.6 H 9.6 C 14.4 5.6 14.4 12.6 9.6 12.6 H 6";
    case Icon::Crosshair:
        return "O 8 8 4.8 M 8 1.2 V 4.6 M 8 11.4 V 14.8 M 1.2 8 H 4.6 M 11.4 8 H 14.8";
    }
    return "";
}

struct Paths
{
    QPainterPath stroked, filled;
};

Paths parse(const char *text)
{
    Paths paths;
    QPainterPath *path = &paths.stroked;
    const QStringList words = QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    qsizetype at = 0;
    const auto number = [&] { return words.value(at++).toDouble(); };
    while (at < words.size()) {
        const char letter = words[at++].front().toLatin1();
        const QPointF here = path->currentPosition();
        switch (letter) {
        case 'M': {
            const double x = number();
            path->moveTo(x, number());
            break;
        }
        case 'L': {
            const double x = number();
            path->lineTo(x, number());
            break;
        }
        case 'H':
            path->lineTo(number(), here.y());
            break;
        case 'V':
            path->lineTo(here.x(), number());
            break;
        case 'C': {
            std::array<double, 6> n{};
            for (double &value : n)
                value = number();
            path->cubicTo(n[0], n[1], n[2], n[3], n[4], n[5]);
            break;
        }
        case 'Z':
            path->closeSubpath();
            break;
        case 'O': {
            const double x = number(), y = number(), r = number();
            path->addEllipse(QPointF(x, y), r, r);
            break;
        }
        case 'R': {
            const double x = number(), y = number(), w = number(), h = number(), r = number();
            path->addRoundedRect(QRectF(x, y, w, h), r, r);
            break;
        }
        case 'A': {
            const double x = number(), y = number(), r = number(), start = number(), sweep = number();
            const QRectF box(x - r, y - r, 2 * r, 2 * r);
            path->arcMoveTo(box, start);
            path->arcTo(box, start, sweep);
            break;
        }
        case 'F':
            path = &paths.filled;
            break;
        default:
            break;
        }
    }
    return paths;
}

const Paths &pathsOf(Icon icon)
{
    constexpr size_t count = static_cast<size_t>(Icon::Crosshair) + 1;
    static const std::array<Paths, count> all = [] {
        std::array<Paths, count> paths;
        for (size_t i = 0; i < count; ++i)
            paths[i] = parse(letters(static_cast<Icon>(i)));
        return paths;
    }();
    return all[static_cast<size_t>(icon)];
}

// Paints the paths at whatever size and device scale it is asked for.
class PathIconEngine : public QIconEngine
{
public:
    PathIconEngine(Icon icon, QColor normal, QColor active, QColor disabled)
        : m_icon(icon), m_normal(normal), m_active(active), m_disabled(disabled)
    {
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QColor &colour = mode == QIcon::Disabled ? m_disabled
                               : mode == QIcon::Normal ? m_normal
                                                       : m_active;
        drawIcon(*painter, m_icon, rect, colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new PathIconEngine(*this); }

private:
    Icon m_icon;
    QColor m_normal, m_active, m_disabled;
};
} // namespace

void drawIcon(QPainter &painter, Icon icon, const QRectF &box, const QColor &colour)
{
    const Paths &paths = pathsOf(icon);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 16, box.height() / 16);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(paths.stroked);
    painter.fillPath(paths.filled, colour);
    painter.restore();
}

QIcon makeIcon(Icon icon, const QColor &normal, const QColor &active, const QColor &disabled)
{
    return QIcon(new PathIconEngine(icon, normal, active, disabled));
}
