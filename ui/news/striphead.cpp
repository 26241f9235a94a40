#include "ui/news/striphead.h"

#include "ui/news/readeraccess.h"
#include "ui/style/icons.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace {
constexpr int side = 12, lineHigh = 20, aboveLines = 6, chevron = 12, beforeChevron = 6;
constexpr int separation = 18; // of two pieces, the dot in its middle
constexpr int beforeWatchlist = 16;
const QString dot = QStringLiteral("·");
} // namespace

StripHead::StripHead(UiTheme &theme, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_sheet(theme)
{
    installReaderAccess(); // before anything asks who this is: the answer is kept
    setFocusPolicy(Qt::NoFocus);
    connect(&theme, &UiTheme::changed, this, &StripHead::place);
}

void StripHead::setWords(const StripWords &words)
{
    if (words == m_words)
        return;
    m_words = words;
    place();
}

void StripHead::setFoldable(bool foldable)
{
    if (m_foldable == foldable)
        return;
    m_foldable = foldable;
    setFocusPolicy(foldable ? Qt::StrongFocus : Qt::NoFocus);
    if (foldable)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    place();
}

void StripHead::setUnfolded(bool unfolded)
{
    if (m_unfolded == unfolded)
        return;
    m_unfolded = unfolded;
    update();
}

QString StripHead::spoken() const
{
    if (!m_foldable)
        return m_words.spoken;
    return m_words.spoken + u' ' +
           (m_unfolded ? tr("Folds the watchlist since the story.")
                       : tr("Unfolds the watchlist since the story."));
}

PlacedWord StripHead::word(const QString &text, FontRole role, const QColor &ink, const QString &tip,
                           bool figure) const
{
    const qreal width = m_sheet.width(role, text, figure);
    return {QRectF(0, 0, width, m_theme.px(lineHigh)), text, role, ink, false, figure, tip};
}

// What stays together on a line.
QList<QList<PlacedWord>> StripHead::pieces() const
{
    const Tokens &t = m_theme.tokens();
    QList<QList<PlacedWord>> pieces;
    if (!m_words.since.isEmpty())
        pieces.append(QList<PlacedWord>{word(m_words.since, FontRole::SmallMedium, t.textSecondary)});
    for (const StripFigure &coin : m_words.coins) {
        const QColor ink = coin.tone == SinceText::Tone::Quiet ? t.text : sinceColour(t, coin.tone);
        pieces.append({word(coin.label, FontRole::SmallStrong, t.text, coin.tip),
                       word(coin.value, FontRole::SmallStrong, ink, coin.tip, true)});
    }
    if (!m_words.note.label.isEmpty()) {
        const StripFigure &note = m_words.note;
        QList<PlacedWord> piece{word(note.label, FontRole::SmallMedium, t.textSecondary, note.tip)};
        if (!note.value.isEmpty())
            piece.append(word(note.value, FontRole::SmallMedium, t.textSecondary, note.tip, true));
        pieces.append(piece);
    }
    return pieces;
}

StripHead::Layout StripHead::layOut(int width) const
{
    const Tokens &t = m_theme.tokens();
    const int left = m_theme.px(side), right = width - left, high = m_theme.px(lineHigh);
    const int apart = m_theme.px(separation), space = m_theme.px(4);
    const int reserved = m_foldable ? m_theme.px(chevron + beforeChevron) : 0;
    Layout laid;
    int line = 0;
    qreal x = left, firstEnds = left;
    const auto top = [&] { return m_theme.px(aboveLines) + line * high; };
    const auto end = [&] { return line == 0 ? right - reserved : right; };
    const auto put = [&](QList<PlacedWord> piece) {
        qreal wide = space * int(piece.size() - 1);
        for (const PlacedWord &each : std::as_const(piece))
            wide += each.box.width();
        if (x > left && x + apart + wide > end()) {
            ++line;
            x = left;
        } else if (x > left) {
            PlacedWord mark = word(dot, FontRole::SmallMedium, t.textSecondary);
            mark.box.moveTo(x + (apart - mark.box.width()) / 2, top());
            laid.words.append(mark);
            x += apart;
        }
        for (PlacedWord &each : piece) {
            each.box.moveTo(x, top());
            each.box.setRight(std::min<qreal>(each.box.right(), end()));
            laid.words.append(each);
            x = each.box.right() + space;
        }
        x -= space;
        if (line == 0)
            firstEnds = x;
    };
    const auto sincePieces = pieces();
    for (const QList<PlacedWord> &piece : sincePieces)
        put(piece);
    if (!m_words.before.isEmpty()) {
        if (!sincePieces.isEmpty()) {
            ++line;
            x = left;
        }
        put({word(m_words.before, FontRole::SmallMedium, t.textSecondary, m_words.tape.tip)});
        put({word(m_words.tape.label, FontRole::SmallStrong, t.text, m_words.tape.tip),
             word(m_words.tape.value, FontRole::SmallMedium, t.text, m_words.tape.tip)});
    }
    for (const QString &watchlist : m_foldable ? QStringList{m_words.watchlistShort}
                                               : QStringList{m_words.watchlist, m_words.watchlistShort}) {
        PlacedWord words = word(watchlist, FontRole::SmallMedium, t.textSecondary);
        words.box.moveTo(right - reserved - words.box.width(), m_theme.px(aboveLines));
        if (watchlist.isEmpty() || words.box.left() < firstEnds + m_theme.px(beforeWatchlist))
            continue;
        laid.words.append(words);
        break;
    }
    laid.height = m_words.isEmpty() ? 0 : (line + 1) * high + 2 * m_theme.px(aboveLines);
    return laid;
}

void StripHead::place()
{
    const QList<PlacedWord> before = std::exchange(m_placed, layOut(width()).words);
    update(WordSheet::changed(before, m_placed));
}

int StripHead::heightForWidth(int width) const
{
    return layOut(width).height;
}

void StripHead::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    m_sheet.paint(painter, m_placed);
    if (!m_foldable)
        return;
    const int glyph = m_theme.px(chevron);
    const QRectF place(width() - m_theme.px(side) - glyph,
                       (m_theme.px(lineHigh + 2 * aboveLines) - glyph) / 2, glyph, glyph);
    drawIcon(painter, m_unfolded ? Icon::ChevronUp : Icon::ChevronDown, place,
             underMouse() ? t.text : t.textSecondary);
}

void StripHead::keyPressEvent(QKeyEvent *event)
{
    if (m_foldable && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

bool StripHead::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    if (event->type() != QEvent::ToolTip)
        return QAbstractButton::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), WordSheet::tipAt(m_placed, help->pos()), this);
    return true;
}
