#include "ui/insight/movelist.h"

#include "app/market/assetdirectory.h"
#include "ui/insight/movewords.h"
#include "ui/style/figures.h"

#include <QPainter>

namespace {
constexpr int rowHeight = 46, side = 14, badgeSide = 22, gap = 10;
}

Asset assetOf(const ExplainedMove &move)
{
    return AssetDirectory::shipped().find(move.asset).value_or(assetForSymbol(move.symbol));
}

MovesModel::MovesModel(UiTheme &theme, QObject *parent) : QAbstractListModel(parent), m_theme(theme) {}

void MovesModel::setMoves(const QList<ExplainedMove> &moves)
{
    if (moves == m_moves)
        return;
    beginResetModel();
    m_moves = moves;
    endResetModel();
}

int MovesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_moves.size());
}

QVariant MovesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return moveWords(m_moves.at(index.row()), m_theme).spoken;
}

MoveDelegate::MoveDelegate(UiTheme &theme, const MovesModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_model(model)
{
    connect(&theme, &UiTheme::changed, this, [this] { m_badges.clear(); });
}

QSize MoveDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_theme.px(200), m_theme.px(rowHeight)};
}

void MoveDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const ExplainedMove &move = m_model.at(index.row());
    const MoveWords words = moveWords(move, m_theme);
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const QRectF row = option.rect;
    const bool focused = option.state & QStyle::State_HasFocus && option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (focused || option.state & QStyle::State_MouseOver)
        painter->fillRect(row, focused ? t.selected : t.hover);
    const double badge = m_theme.px(badgeSide), left = row.left() + side, right = row.right() - side;
    m_badges.draw(*painter, assetOf(move), {left, row.top() + (row.height() - badge) / 2, badge, badge}, t);

    const double x = left + badge + gap, line = row.height() / 2 - 5;
    const double first = fonts.baseline(FontRole::SmallStrong, row.top() + 5, line);
    const double second = fonts.baseline(FontRole::SmallText, row.top() + 5 + line, line);
    const auto write = [&](FontRole role, const QColor &ink, double at, double base, const QString &text) {
        painter->setFont(fonts.font(role));
        painter->setPen(ink);
        painter->drawText(QPointF(at, base), text);
        return fonts.metrics(role).horizontalAdvance(text);
    };
    const double coin = write(FontRole::SmallStrong, t.text, x, first, move.symbol + u' ');
    write(FontRole::SmallStrong,
          words.sign > 0   ? t.up
          : words.sign < 0 ? t.down
                           : t.flat,
          x + coin, first, words.change);
    const Figures times(fonts.font(FontRole::SmallText));
    if (move.simulated) {
        const QString simulated = tr("simulated");
        const double width = fonts.metrics(FontRole::Meta).horizontalAdvance(simulated);
        write(FontRole::Meta, t.demo, right - times.width(words.time) - 6 - width, first, simulated);
    }
    painter->setPen(t.textSecondary);
    times.drawRight(*painter, {right, first}, words.time);
    const double note = fonts.metrics(FontRole::Meta).horizontalAdvance(words.note);
    write(FontRole::Meta, t.textSecondary, right - note, second, words.note);
    const bool story = move.answer == MoveAnswer::Explained;
    write(
        FontRole::SmallText, story ? t.text : t.textSecondary, x, second,
        fonts.metrics(FontRole::SmallText).elidedText(words.answer, Qt::ElideRight, right - note - gap - x));
    painter->restore();
}
