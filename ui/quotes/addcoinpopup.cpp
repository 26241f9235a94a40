#include "ui/quotes/addcoinpopup.h"

#include "ui/quotes/coinwords.h"
#include "ui/style/badges.h"
#include "ui/style/cards.h"
#include "ui/style/controls.h"
#include "ui/style/figures.h"

#include <QAbstractListModel>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
constexpr int popupWidth = 412, rowsShown = 7, searchLimit = 50;
constexpr auto followAfter = 300ms; // typing asks no venue for prices, resting does
enum ListedRole { ListedRoleId = Qt::UserRole + 1 };

QString venueName(const QuoteBoard &board, const VenueId &id)
{
    for (const QuoteSource *source : board.sources())
        if (source->info().id == id)
            return source->info().name;
    return id.value;
}
} // namespace

// What a search found.
class ListedModel : public QAbstractListModel
{
public:
    ListedModel(QuoteBoard &board, WatchlistModel &watchlist, UiTheme &theme, QObject *parent)
        : QAbstractListModel(parent), m_board(board), m_watchlist(watchlist), m_theme(theme)
    {
    }
    void set(const QList<QuoteBoard::Listed> &found)
    {
        beginResetModel();
        m_found = found;
        endResetModel();
    }
    void touch()
    {
        if (!m_found.isEmpty())
            emit dataChanged(index(0), index(rowCount() - 1));
    }
    const QuoteBoard::Listed &at(int row) const { return m_found.at(row); }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_found.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        if (role == Qt::DisplayRole)
            return at(index.row()).asset.symbol;
        if (role == Qt::AccessibleTextRole)
            return spoken(at(index.row()));
        return {};
    }

private:
    QString spoken(const QuoteBoard::Listed &listed) const
    {
        QStringList parts{listed.asset.name, listed.asset.symbol};
        if (listed.sameSymbol)
            parts.append(QStringLiteral("another coin, same symbol"));
        const CoinQuote &quote = m_board.quote(listed.asset.id);
        if (quote.shownSource())
            parts.append(spokenPrice(quote, m_theme.numbers()));
        QStringList venues;
        for (const VenueId &venue : listed.venues)
            venues.append(venueName(m_board, venue));
        parts.append(QStringLiteral("on ") + venues.join(QStringLiteral(", ")));
        if (m_watchlist.contains(listed.asset.id))
            parts.append(QStringLiteral("on your watchlist"));
        return parts.join(QStringLiteral(", ")) + u'.';
    }

    QuoteBoard &m_board;
    WatchlistModel &m_watchlist;
    UiTheme &m_theme;
    QList<QuoteBoard::Listed> m_found;
};

namespace {
class ListedDelegate : public QStyledItemDelegate
{
public:
    ListedDelegate(ListedModel &model, QuoteBoard &board, WatchlistModel &watchlist, UiTheme &theme,
                   QObject *parent)
        : QStyledItemDelegate(parent), m_model(model), m_board(board), m_watchlist(watchlist), m_theme(theme)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {popupWidth, m_theme.px(46)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QuoteBoard::Listed &listed = m_model.at(index.row());
        const Tokens &t = m_theme.tokens();
        const QRect row = option.rect;
        painter->save();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->fillRect(row, selected ? t.selected : t.elevated);
        const int badge = m_theme.px(26);
        drawCoinBadge(*painter, listed.asset,
                      QRectF(row.left() + 14, row.top() + (row.height() - badge) / 2, badge, badge), t);
        const double left = row.left() + 14 + badge + 10;
        const double end = paintPrice(*painter, row, listed);
        paintNames(*painter, row, listed, left, end - 12);
        paintVenues(*painter, row, listed, left, end - 12, selected);
        painter->restore();
    }

private:
    // Price and plus; returns the left edge of what it took.
    double paintPrice(QPainter &painter, const QRect &row, const QuoteBoard::Listed &listed) const
    {
        const Tokens &t = m_theme.tokens();
        const Fonts &fonts = m_theme.fonts();
        const bool there = m_watchlist.contains(listed.asset.id);
        const double side = fonts.px(16);
        const QRectF box(row.right() - 13 - side, row.top() + (row.height() - side) / 2, side, side);
        drawIcon(painter, there ? Icon::Check : Icon::Plus, box, there ? t.textSecondary : t.accent);
        const CoinQuote &quote = m_board.quote(listed.asset.id);
        if (!quote.shownSource())
            return box.left();
        QString text = m_theme.numbers().price(quote);
        if (!quote.dollars && !quote.unit.isEmpty())
            text += u' ' + quote.unit;
        const Figures figures(fonts.font(FontRole::Medium));
        painter.setPen(toneColour(t, priceTone(quote)));
        const double right = box.left() - 10;
        figures.drawRight(painter, {right, fonts.baseline(FontRole::Medium, row.top(), row.height())}, text);
        return right - figures.width(text);
    }
    void paintNames(QPainter &painter, const QRect &row, const QuoteBoard::Listed &listed, double x,
                    double end) const
    {
        const Tokens &t = m_theme.tokens();
        const Fonts &fonts = m_theme.fonts();
        const double baseline =
            fonts.baseline(FontRole::Strong, row.top() + fonts.px(6), fonts.lineHeight(FontRole::Strong));
        const auto draw = [&](FontRole role, const QColor &ink, const QString &text, double gap) {
            const QFontMetricsF &metrics = fonts.metrics(role);
            const QString fits = metrics.elidedText(text, Qt::ElideRight, std::max(end - x, 0.0));
            painter.setFont(fonts.font(role));
            painter.setPen(ink);
            painter.drawText(QPointF(x, baseline), fits);
            x += metrics.horizontalAdvance(fits) + gap;
        };
        draw(FontRole::Strong, t.text, listed.asset.symbol, 7);
        if (listed.asset.name != listed.asset.symbol)
            draw(FontRole::Text, t.text, listed.asset.name, 7);
        if (listed.sameSymbol)
            draw(FontRole::SmallText, t.warning, QStringLiteral("another coin, same symbol"), 0);
    }
    void paintVenues(QPainter &painter, const QRect &row, const QuoteBoard::Listed &listed, double x,
                     double end, bool selected) const
    {
        const Tokens &t = m_theme.tokens();
        const Fonts &fonts = m_theme.fonts();
        const double top = row.top() + fonts.px(6) + fonts.lineHeight(FontRole::Strong) + 2;
        for (qsizetype i = 0; i < listed.venues.size(); ++i) {
            const QString name = venueName(m_board, listed.venues.at(i));
            const QString rest = QStringLiteral("+%1").arg(listed.venues.size() - i);
            const bool last = i + 1 == listed.venues.size();
            const double room = end - x - (last ? 0 : chipWidth(fonts, rest) + 5);
            const bool fits = chipWidth(fonts, name) <= room;
            drawChip(painter, {x, top}, m_theme, fits ? name : rest, t.textSecondary,
                     selected ? t.selectedChip : t.surface);
            if (!fits)
                return;
            x += chipWidth(fonts, name) + 5;
        }
    }

    ListedModel &m_model;
    QuoteBoard &m_board;
    WatchlistModel &m_watchlist;
    UiTheme &m_theme;
};
} // namespace

AddCoinPopup::AddCoinPopup(QuoteBoard &board, WatchlistModel &watchlist, UiTheme &theme, Clock &clock,
                           QWidget *parent)
    : QWidget(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint),
      m_board(board),
      m_watchlist(watchlist),
      m_theme(theme),
      m_clock(clock),
      m_model(new ListedModel(board, watchlist, theme, this)),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_none(new QLabel(this)),
      m_count(new QLabel(this))
{
    setAccessibleName(QStringLiteral("Add a coin"));
    if (theme.compositing())
        setAttribute(Qt::WA_TranslucentBackground);
    m_field->setPlaceholderText(QStringLiteral("Add a coin by name or symbol"));
    m_field->setAccessibleName(QStringLiteral("Add a coin by name or symbol"));
    m_icon = m_field->addAction(QIcon(), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ListedDelegate(*m_model, board, watchlist, theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_none->setTextFormat(Qt::PlainText);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_count->setTextFormat(Qt::PlainText);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *fieldRow = new QHBoxLayout;
    fieldRow->setContentsMargins(11, 10, 11, 10);
    fieldRow->addWidget(m_field);
    column->addLayout(fieldRow);
    column->addWidget(m_list);
    column->addWidget(m_none);
    column->addWidget(m_count);

    connect(m_field, &QLineEdit::textChanged, this, &AddCoinPopup::search);
    connect(m_list, &QListView::clicked, this, &AddCoinPopup::choose);
    connect(m_list, &QListView::entered, m_list, &QListView::setCurrentIndex);
    connect(&theme, &UiTheme::changed, this, &AddCoinPopup::themeChanged);
    connect(&board, &QuoteBoard::instrumentsChanged, this, [this] {
        if (isVisible())
            search();
    });
    connect(&board, &QuoteBoard::quotesChanged, this, [this] {
        if (isVisible())
            m_model->touch();
    });
    themeChanged();
}

AddCoinPopup::~AddCoinPopup()
{
    unfollowAll();
}

void AddCoinPopup::themeChanged()
{
    const Tokens &t = m_theme.tokens();
    m_icon->setIcon(makeIcon(Icon::Search, t.textSecondary, t.textSecondary, t.textDisabled));
    QPalette palette;
    palette.setColor(QPalette::WindowText, t.textSecondary);
    palette.setColor(QPalette::Base, t.elevated);
    palette.setColor(QPalette::Window, t.elevated);
    m_list->setPalette(palette);
    for (QLabel *label : {m_none, m_count}) {
        label->setPalette(palette);
        label->setFont(m_theme.font(label == m_count ? FontRole::Meta : FontRole::Text));
    }
    m_count->setFixedHeight(m_theme.px(33));
    m_count->setContentsMargins(15, 0, 15, 0);
    update();
}

void AddCoinPopup::openBelow(QWidget *anchor)
{
    m_field->clear();
    search();
    const int wide = std::max(m_theme.px(popupWidth), 200);
    setFixedWidth(wide);
    adjustSize();
    // Right edges aligned, below the anchor; wholly on its screen.
    QPoint corner = anchor->mapToGlobal(QPoint(anchor->width() - wide, anchor->height() + 4));
    if (const QScreen *screen = anchor->screen()) {
        const QRect area = screen->availableGeometry();
        corner.setX(std::max(std::min(corner.x(), area.right() - wide + 1), area.left()));
        corner.setY(std::max(std::min(corner.y(), area.bottom() - height() + 1), area.top()));
    }
    move(corner);
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void AddCoinPopup::search()
{
    const QString text = m_field->text().trimmed();
    const QList<QuoteBoard::Listed> found = m_board.search(text, searchLimit);
    m_model->set(found);
    const qsizetype shown = std::clamp<qsizetype>(found.size(), 3, rowsShown);
    m_list->setFixedHeight(static_cast<int>(shown) * m_theme.px(46));
    m_none->setFixedHeight(m_list->height());
    m_list->setVisible(!found.isEmpty());
    m_none->setVisible(found.isEmpty());
    if (!found.isEmpty())
        m_list->setCurrentIndex(m_model->index(0));
    const int listed = m_board.listedCount();
    m_none->setText(listed == 0 ? QStringLiteral("Your sources haven't sent their lists of coins yet.")
                                : QStringLiteral("No coin matches “%1”.").arg(text));
    const QString all = m_theme.numbers().count(listed);
    const QString found_ = found.size() < searchLimit ? m_theme.numbers().count(found.size())
                                                      : QStringLiteral("First %1").arg(searchLimit);
    m_count->setText(text.isEmpty() ? QStringLiteral("%1 coins on your sources").arg(all)
                                    : QStringLiteral("%1 of %2 coins on your sources").arg(found_, all));
    m_followTimer = m_clock.after(followAfter, [this] { followShown(); });
    adjustSize();
}

// Prices of the coins in sight, while they are.
void AddCoinPopup::followShown()
{
    const QList<AssetId> before = std::exchange(m_followed, {});
    for (int row = 0; isVisible() && row < std::min(m_model->rowCount(), rowsShown); ++row)
        m_followed.append(m_model->at(row).asset.id);
    m_board.follow(m_followed); // the new ones first: what stays is not dropped and asked for again
    m_board.unfollow(before);
}

void AddCoinPopup::unfollowAll()
{
    if (!m_followed.isEmpty())
        m_board.unfollow(std::exchange(m_followed, {}));
}

void AddCoinPopup::hideEvent(QHideEvent *)
{
    m_followTimer.reset();
    unfollowAll();
}

void AddCoinPopup::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_watchlist.insert(m_model->at(index.row()).asset.id);
    m_model->touch();
    m_field->selectAll();
}

bool AddCoinPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const int step = key->key() == Qt::Key_Up       ? -1
                         : key->key() == Qt::Key_Down   ? 1
                         : key->key() == Qt::Key_PageUp ? -rowsShown
                                                        : rowsShown;
        const int row =
            std::clamp(m_list->currentIndex().row() + step, 0, std::max(m_model->rowCount() - 1, 0));
        m_list->setCurrentIndex(m_model->index(row));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void AddCoinPopup::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    paintCard(painter, rect(), m_theme);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const QWidget *below : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_none)})
        if (below->isVisible()) {
            painter.fillRect(QRect(1, below->y() - 1, width() - 2, 1), t.border);
            painter.fillRect(QRect(1, below->geometry().bottom() + 1, width() - 2, 1), t.border);
        }
}
