#include "ui/alerts/alertdelegate.h"

#include "ui/style/chips.h"
#include "ui/style/icons.h"

#include <cmath>

namespace {
constexpr int side = 14, listHeight = 36, coinHeight = 32, badge = 22, bell = 14, gap = 10;
} // namespace

AlertDelegate::AlertDelegate(const AlertsModel &model, UiTheme &theme, Style style, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_theme(theme), m_style(style)
{
    connect(&theme, &UiTheme::changed, this, [this] { m_badges.clear(); });
}

int AlertDelegate::height() const
{
    return m_theme.px(m_style == Style::List ? listHeight : coinHeight);
}

int AlertDelegate::markSide() const
{
    return m_theme.px(m_style == Style::List ? badge : bell);
}

QSize AlertDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, height()};
}

void AlertDelegate::paintGround(QPainter &painter, const QRect &row, QStyle::State state) const
{
    const Tokens &t = m_theme.tokens();
    const bool focused = state.testFlag(QStyle::State_HasFocus);
    painter.fillRect(row, focused                                   ? t.selected
                          : state.testFlag(QStyle::State_MouseOver) ? t.hover
                                                                    : t.surface);
    if (!focused)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 4, 4);
}

void AlertDelegate::paintMark(QPainter &painter, const QRect &row, const AlertsModel::Row &alert) const
{
    const Tokens &t = m_theme.tokens();
    const double size = markSide();
    const QRectF box(row.left() + side, row.top() + std::floor((row.height() - size) / 2), size, size);
    const auto icon = [&](Icon which, const QColor &ink) {
        const double least = m_theme.px(bell + 2);
        drawIcon(painter, which,
                 QRectF(std::round(box.center().x() - least / 2), std::round(box.center().y() - least / 2),
                        least, least),
                 ink);
    };
    if (alert.standing.done && !alert.standing.amber)
        icon(alert.status.state == AlertStatus::State::Done ? Icon::Check : Icon::Bell, t.textSecondary);
    else if (m_style == Style::OneCoin)
        icon(Icon::Bell, alert.standing.amber ? t.warning : t.textSecondary);
    else if (alert.asset.id.value.isEmpty())
        icon(Icon::Story, t.textSecondary);
    else
        m_badges.draw(painter, alert.asset, box, t);
}

// Returns where it begins.
double AlertDelegate::paintStanding(QPainter &painter, const QRect &row, const StandingWords &words) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const FontRole role = words.amber ? FontRole::MetaStrong : FontRole::Meta;
    const double width = fonts.metrics(role).horizontalAdvance(words.text);
    const double left = row.right() + 1 - side - width;
    painter.setFont(fonts.font(role));
    painter.setPen(words.amber ? t.warning : t.textSecondary);
    painter.drawText(QPointF(left, fonts.baseline(role, row.top(), row.height())), words.text);
    return left;
}

void AlertDelegate::paintWords(QPainter &painter, const QRect &row, double end,
                               const AlertsModel::Row &alert) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    double x = row.left() + side + markSide() + gap;
    painter.setPen(alert.standing.done ? t.textSecondary : t.text);
    const auto draw = [&](FontRole role, const QString &text) {
        const QFontMetricsF &metrics = fonts.metrics(role);
        const QString fits = metrics.elidedText(text, Qt::ElideRight, std::max(end - x, 0.0));
        painter.setFont(fonts.font(role));
        painter.drawText(QPointF(x, fonts.baseline(role, row.top(), row.height())), fits);
        x += metrics.horizontalAdvance(fits);
    };
    if (m_style == Style::OneCoin) {
        draw(FontRole::Text, alert.alone);
        return;
    }
    draw(FontRole::Strong, alert.words.subject);
    draw(FontRole::Text, u' ' + alert.words.rest);
}

void AlertDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const AlertsModel::Row &alert = m_model.row(index.row());
    painter->save();
    paintGround(*painter, option.rect, option.state);
    paintMark(*painter, option.rect, alert);
    const double end = paintStanding(*painter, option.rect, alert.standing);
    paintWords(*painter, option.rect, end - 12, alert);
    painter->restore();
}
