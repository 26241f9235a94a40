#include "ui/quotes/compactview.h"

#include "ui/quotes/statuswords.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainterPath>

using namespace std::chrono_literals;

namespace {
constexpr int edge = 1, side = 11, grip = 5;
constexpr double radius = 8;
} // namespace

CompactView::CompactView(QuoteBoard &board, SettingsFile &settings, UiTheme &theme, Clock &clock,
                         QWidget *parent)
    : QWidget(parent),
      m_board(board),
      m_settings(settings),
      m_theme(theme),
      m_clock(clock),
      m_model(new WatchlistModel(board, settings, theme, clock, this)),
      m_view(new WatchlistView(*m_model, settings, theme, clock, RowStyle::compact(), false, this)),
      m_pin(new IconButton(theme, Icon::Pin, QStringLiteral("Always on top"), this)),
      m_expand(new IconButton(theme, Icon::Expand, QStringLiteral("Dashboard"), this)),
      m_close(new IconButton(theme, Icon::Close, QStringLiteral("Close"), this)),
      m_footer(new CompactFooter(theme, this)),
      m_exposure(this)
{
    setAccessibleName(QStringLiteral("Wickpost, compact"));
    setMouseTracking(true);
    m_shaped = theme.compositing();
    if (m_shaped)
        setAttribute(Qt::WA_TranslucentBackground);
    for (IconButton *button : {m_pin, m_expand, m_close})
        button->setSide(24);
    m_pin->setCheckable(true);
    m_pin->setName(QStringLiteral("Always on top"), QKeySequence(Qt::CTRL | Qt::Key_T));
    m_expand->setName(QStringLiteral("Dashboard"), QKeySequence(Qt::CTRL | Qt::Key_1));
    m_close->setName(QStringLiteral("Close"), QKeySequence(Qt::CTRL | Qt::Key_W));
    m_footer->setHeadline(std::nullopt);
    setFocusProxy(m_view);

    connect(m_pin, &QAbstractButton::clicked, this, [this](bool on) {
        m_pin->setChecked(!on); // it shows what was granted, not what was asked
        emit pinWanted(on);
    });
    connect(m_expand, &QAbstractButton::clicked, this, &CompactView::expandWanted);
    connect(m_close, &QAbstractButton::clicked, this, &CompactView::closeWanted);
    connect(m_footer, &QAbstractButton::clicked, this, [this] {
        if (m_footer->headline())
            emit headlineWanted(m_footer->headline()->id);
    });
    connect(m_view, &WatchlistView::menuWanted, this, &CompactView::openCoinMenu);
    connect(m_view, &WatchlistView::storiesWanted, this, &CompactView::storiesWanted);
    connect(m_view, &WatchlistView::openWanted, this, &CompactView::openWanted);
    connect(m_view, &WatchlistView::whyWanted, this,
            [this](const AssetId &coin) { emit whyWanted(coin, m_view->placeOf(coin)); });
    connect(m_view, &WatchlistView::alertWanted, this, &CompactView::alertWanted);
    connect(m_view, &WatchlistView::removeWanted, m_model, &WatchlistModel::remove);
    connect(&board, &QuoteBoard::quotesChanged, this, &CompactView::statusChanged);
    connect(&board, &QuoteBoard::sourceStatusChanged, this, &CompactView::statusChanged);
    connect(&board, &QuoteBoard::offlineChanged, this, &CompactView::statusChanged);
    connect(&theme, &UiTheme::changed, this, &CompactView::themeChanged);
    connect(&m_exposure, &Exposure::changed, this, &CompactView::statusChanged);
    for (QWidget *child : {m_view->viewport(), static_cast<QWidget *>(m_footer)}) {
        child->installEventFilter(this);
        child->setMouseTracking(true);
    }
    showButtons(false);
    themeChanged();
}

void CompactView::setChanges(ChangeFigures &changes)
{
    m_changes = &changes;
    m_model->setChanges(changes);
    connect(&changes, &ChangeFigures::changed, this, &CompactView::statusChanged);
}

// There are no column heads: another basis than the usual one stands beside the tick.
QString CompactView::basisName() const
{
    const ChangeBasis basis = m_changes ? m_changes->basis() : ChangeBasis::Rolling24h;
    return basis == ChangeBasis::Rolling24h ? QString() : changeBasisColumn(basis);
}

void CompactView::setHeadline(const std::optional<CompactHeadline> &headline)
{
    if (m_footer->headline() != headline)
        m_footer->setHeadline(headline);
}

void CompactView::setPinned(bool pinned)
{
    m_pin->setChecked(pinned);
}

void CompactView::setNotice(QWidget *notice)
{
    if (m_notice && m_notice != notice)
        m_notice->hide();
    m_notice = notice;
    if (notice)
        notice->setParent(this);
    place();
}

QSize CompactView::sizeHint() const
{
    const int rows = std::max(m_model->rowCount(), 1);
    return {m_theme.px(300), headHeight() + footHeight() + rows * m_view->rowHeight() + 2 * edge + 2};
}

void CompactView::themeChanged()
{
    place();
    statusChanged();
    update();
}

void CompactView::place()
{
    const int inner = width() - 2 * edge, head = headHeight() + edge;
    const int foot = height() >= m_theme.px(200) ? footHeight() : 0;
    const int bottom = height() - edge - foot;
    m_footer->setVisible(foot > 0 && !m_notice);
    m_footer->setGeometry(edge, bottom, inner, foot);
    if (m_notice) {
        m_notice->setVisible(foot > 0);
        m_notice->setGeometry(m_footer->geometry());
    }
    // One pixel of rule below the head and one above the footer.
    m_view->setGeometry(edge, head + 1, inner, std::max(bottom - head - (foot > 0 ? 2 : 1), 0));
    const int button = m_close->sizeHint().width();
    int x = width() - edge - 3 - button;
    const int y = edge + (headHeight() - button) / 2;
    if (m_hovered) {
        for (IconButton *shown : {m_close, m_expand}) {
            shown->setGeometry(x, y, button, button);
            x -= button + 2;
        }
    }
    m_pin->setGeometry(x, y, button, button);
}

void CompactView::resizeEvent(QResizeEvent *)
{
    place();
}

void CompactView::showButtons(bool hovered)
{
    m_hovered = hovered;
    m_pin->setGround(hovered);
    m_expand->setVisible(hovered);
    m_close->setVisible(hovered);
    place();
    update(QRect(0, 0, width(), headHeight() + edge + 1));
}

void CompactView::enterEvent(QEnterEvent *)
{
    showButtons(true);
}

void CompactView::leaveEvent(QEvent *)
{
    showButtons(false);
}

// Repaints the header only when its words changed; an offline age is looked at again each 15 s.
void CompactView::statusChanged()
{
    if (!m_exposure.isVisible()) {
        m_statusTimer.reset();
        return;
    }
    const StatusWords words = compactWords(m_board, m_clock, m_theme.numbers());
    const QString tick = basisName() + tickWords(m_board, m_theme.times()).text + words.text +
                         QString::number(int(words.mark)) + QString::number(int(words.markTone));
    if (tick != m_tick) {
        m_tick = tick;
        update(QRect(0, 0, width(), headHeight() + edge + 3));
    }
    if (m_board.offline() && !m_statusTimer)
        m_statusTimer = m_clock.after(15s, [this] {
            m_statusTimer.reset();
            statusChanged();
        });
}

void CompactView::paintHead(QPainter &painter) const
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    const double head = headHeight();
    const double mark = fonts.px(16);
    drawBrandMark(painter, QRectF(side - 1, edge + (head - mark) / 2, mark, mark), t);
    double x = side - 1 + mark + 7;
    const QString name = QStringLiteral("Wickpost");
    painter.setFont(fonts.font(FontRole::SmallStrong));
    painter.setPen(t.text);
    painter.drawText(QPointF(x, fonts.baseline(FontRole::SmallStrong, edge, head)), name);
    x += fonts.metrics(FontRole::SmallStrong).horizontalAdvance(name) + 8;

    const StatusWords words = compactWords(m_board, m_clock, m_theme.numbers());
    const QFontMetricsF &meta = fonts.metrics(FontRole::Meta);
    const double middle = edge + head / 2;
    if (words.mark == StatusWords::Mark::Filled) {
        const double width = fonts.metrics(FontRole::Badge).horizontalAdvance(words.text) + 11;
        const QRectF box(x, std::round(middle - fonts.px(16) / 2.0), width, fonts.px(16));
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.demo);
        painter.drawRoundedRect(box, 4, 4);
        painter.setFont(fonts.font(FontRole::Badge));
        painter.setPen(t.surface);
        painter.drawText(QPointF(box.left() + 6, fonts.baseline(FontRole::Badge, box.top(), box.height())),
                         words.text);
        x = box.right();
    } else {
        const double icon = fonts.px(14);
        const QRectF box(x - 2, std::round(middle - icon / 2), icon, icon);
        if (words.mark == StatusWords::Mark::Cloud)
            drawIcon(painter, Icon::Offline, box, toneColour(t, words.markTone));
        else if (words.mark == StatusWords::Mark::Spinner)
            drawIcon(painter, Icon::Spinner, box, toneColour(t, words.markTone));
        else
            drawDot(painter, {x + 3.5, middle}, toneColour(t, words.markTone),
                    words.mark == StatusWords::Mark::HollowDot);
        x += words.mark == StatusWords::Mark::Dot || words.mark == StatusWords::Mark::HollowDot ? 12
                                                                                                : icon + 2;
        painter.setFont(fonts.font(FontRole::Meta));
        painter.setPen(toneColour(t, words.tone));
        painter.drawText(QPointF(x, fonts.baseline(FontRole::Meta, edge, head)), words.text);
        x += meta.horizontalAdvance(words.text);
    }
    if (m_hovered)
        return;
    const auto newest = newestPrice(m_board);
    if (!newest)
        return;
    const QString basis = basisName();
    // The time in tabular figures, else all of it would shake each second.
    const Figures figures(fonts.font(FontRole::Meta));
    const QString word = basis.isEmpty() ? QStringLiteral("tick ") : basis + QStringLiteral(" · tick "),
                  time = m_theme.times().second(*newest);
    const double right = m_pin->x() - 6, left = right - figures.width(time) - meta.horizontalAdvance(word);
    if (left < x + 8) // no room: the words of the state matter more
        return;
    const double baseline = fonts.baseline(FontRole::Meta, edge, head);
    painter.setFont(fonts.font(FontRole::Meta));
    painter.setPen(toneColour(t, tickWords(m_board, m_theme.times()).tone));
    painter.drawText(QPointF(left, baseline), word);
    figures.drawRight(painter, {right, baseline}, time);
}

void CompactView::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF outline = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(outline, m_shaped ? radius : 0, m_shaped ? radius : 0);
    painter.fillPath(shape, t.surface);
    if (m_footer->isVisible() || (m_notice && m_notice->isVisible())) {
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(QRect(edge, m_footer->y(), width() - 2 * edge, height() - m_footer->y()), t.bg);
        painter.restore();
        fillRule(painter, QRect(edge, m_footer->y() - 1, width() - 2 * edge, 1), t.border);
    }
    const bool demo = isSimulated(m_board);
    fillRule(painter, QRect(edge, headHeight() + edge, width() - 2 * edge, 1), t.border);
    paintHead(painter);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
    if (demo) // no view of the demo is without its colour
        painter.fillRect(QRect(edge, headHeight() + edge - 1, width() - 2 * edge, 2), t.demo);
}

// ---- the mouse ----

Qt::Edges CompactView::edgesAt(const QPoint &position) const
{
    Qt::Edges edges;
    if (position.x() < grip)
        edges |= Qt::LeftEdge;
    if (position.x() >= width() - grip)
        edges |= Qt::RightEdge;
    if (position.y() < grip)
        edges |= Qt::TopEdge;
    if (position.y() >= height() - grip)
        edges |= Qt::BottomEdge;
    return edges;
}

static Qt::CursorShape cursorFor(Qt::Edges edges)
{
    if (edges == (Qt::LeftEdge | Qt::TopEdge) || edges == (Qt::RightEdge | Qt::BottomEdge))
        return Qt::SizeFDiagCursor;
    if (edges == (Qt::RightEdge | Qt::TopEdge) || edges == (Qt::LeftEdge | Qt::BottomEdge))
        return Qt::SizeBDiagCursor;
    if (edges & (Qt::LeftEdge | Qt::RightEdge))
        return Qt::SizeHorCursor;
    return edges ? Qt::SizeVerCursor : Qt::ArrowCursor;
}

void CompactView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const Qt::Edges edges = edgesAt(event->position().toPoint()))
        emit resizeWanted(edges);
    else
        m_pressedAt = event->position().toPoint();
}

void CompactView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    if (!(event->buttons() & Qt::LeftButton)) {
        setCursor(cursorFor(edgesAt(at)));
        return;
    }
    if (!m_pressedAt || (at - *m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    m_pressedAt.reset();
    emit moveWanted();
}

void CompactView::mouseReleaseEvent(QMouseEvent *)
{
    m_pressedAt.reset();
}

void CompactView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->position().y() < headHeight())
        emit expandWanted();
}

// Rows and footer reach to the border; their outermost pixels still resize the window.
bool CompactView::eventFilter(QObject *watched, QEvent *event)
{
    auto *child = qobject_cast<QWidget *>(watched);
    if (!child || (event->type() != QEvent::MouseButtonPress && event->type() != QEvent::MouseMove))
        return false;
    auto *mouse = static_cast<QMouseEvent *>(event);
    const Qt::Edges edges = edgesAt(child->mapTo(this, mouse->position().toPoint()));
    if (event->type() == QEvent::MouseMove) {
        if (mouse->buttons() == Qt::NoButton) {
            if (edges)
                child->setCursor(cursorFor(edges));
            else if (child == m_footer)
                child->setCursor(Qt::PointingHandCursor);
            else
                child->unsetCursor();
        }
        return false;
    }
    if (!edges || mouse->button() != Qt::LeftButton)
        return false;
    emit resizeWanted(edges);
    return true;
}

// ---- menus ----

void CompactView::openCoinMenu(const AssetId &asset, const QPoint &at)
{
    auto *menu = new CoinMenu(asset, *m_model, m_board, m_settings, m_theme, this);
    connect(menu, &CoinMenu::openWanted, this, &CompactView::openWanted);
    connect(menu, &CoinMenu::storiesWanted, this, &CompactView::storiesWanted);
    connect(menu, &CoinMenu::whyWanted, this,
            [this](const AssetId &coin) { emit whyWanted(coin, m_view->placeOf(coin)); });
    connect(menu, &CoinMenu::alertWanted, this, &CompactView::alertWanted);
    connect(menu, &CoinMenu::linkWanted, this, &CompactView::linkWanted);
    connect(menu, &CoinMenu::copyWanted, m_view, &WatchlistView::copyPrice);
    connect(menu, &CoinMenu::removeWanted, m_model, &WatchlistModel::remove);
    menu->addSeparator();
    openMenu(menu, at);
}

void CompactView::openMenu(Menu *menu, const QPoint &at)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &QMenu::aboutToHide, m_view, [this] { m_view->setMenuOpen(false); });
    m_view->setMenuOpen(true);
    emit menuFilling(menu);
    menu->popup(at);
}

void CompactView::contextMenuEvent(QContextMenuEvent *event)
{
    openMenu(new Menu(m_theme, this), event->globalPos());
}
