#include "ui/quotes/watchlistview.h"

#include "ui/style/overlaybar.h"

#include <QPaintEvent>
#include <cmath>
#include <numbers>

using namespace std::chrono_literals;

namespace {
constexpr auto boneStep = 100ms, bonePeriod = 1200ms;
constexpr auto bonesAtMost = 30s; // what hasn't come by then may never; the bones stay, but still
} // namespace

WatchlistView::WatchlistView(WatchlistModel &model, SettingsFile &settings, UiTheme &theme, Clock &clock,
                             const RowStyle &style, bool header, QWidget *parent)
    : QTableView(parent),
      m_model(model),
      m_settings(settings),
      m_theme(theme),
      m_clock(clock),
      m_flash(clock),
      m_delegate(new WatchlistDelegate(theme, clock, m_flash, style, this)),
      m_header(new PriceHeader(theme, this)),
      m_exposure(this)
{
    setAccessibleName(QStringLiteral("Prices"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setAutoScroll(false);
    new OverlayBar(this);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    setHorizontalHeader(m_header);
    m_header->setVisible(header);
    setItemDelegate(m_delegate);
    setModel(&m_model);
    m_header->setOrder(settings.settings().watchlistOrder, settings.settings().watchlistDescending);

    connect(m_header, &PriceHeader::orderWanted, &m_model, &WatchlistModel::sortBy);
    connect(m_header, &PriceHeader::changeMenuWanted, this, &WatchlistView::changeMenuWanted);
    connect(&m_settings, &SettingsFile::changed, this, [this](const Settings &now, const Settings &) {
        m_header->setOrder(now.watchlistOrder, now.watchlistDescending);
    });
    connect(&m_model, &WatchlistModel::priceMoved, this, &WatchlistView::flash);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &WatchlistView::rowsChanged);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &WatchlistView::rowsChanged);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &WatchlistView::orderChanged);
    connect(&m_flash, &TickFlash::moved, this, &WatchlistView::repaintFlashes);
    connect(&theme, &UiTheme::changed, this, &WatchlistView::themeChanged);
    connect(&m_exposure, &Exposure::changed, this, &WatchlistView::exposureChanged);
    themeChanged();
}

void WatchlistView::setAlerted(const QSet<AssetId> &assets)
{
    const QSet<AssetId> before = m_delegate->alerted();
    if (assets == before)
        return;
    m_delegate->setAlerted(assets);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const AssetId asset = m_model.asset(row);
        if (assets.contains(asset) != before.contains(asset))
            updateCells(row, 0, WatchlistModel::ColumnCount - 1);
    }
}

int WatchlistView::contentHeight() const
{
    const int heads = m_header->isHidden() ? 0 : m_header->sizeHint().height();
    return heads + m_model.rowCount() * rowHeight();
}

// ---- layout ----

void WatchlistView::setRowStyle(const RowStyle &style)
{
    m_delegate->painter().setStyle(style);
    themeChanged();
}

void WatchlistView::themeChanged()
{
    m_delegate->painter().themeChanged();
    verticalHeader()->setDefaultSectionSize(m_delegate->painter().height());
    measureAll();
    layOut();
    updateGeometries(); // the heads' height follows the text size
    viewport()->update();
}

void WatchlistView::rowsChanged()
{
    measureAll();
    layOut();
    orderChanged();
}

void WatchlistView::orderChanged()
{
    const int current = currentIndex().row();
    if (m_delegate->ringRow() >= 0)
        setRing(current);
    setHovered(m_pointerInside ? rowAt(viewport()->mapFromGlobal(QCursor::pos()).y()) : -1);
    armAges();
    armBones();
}

void WatchlistView::measureAll()
{
    m_whole = 0;
    m_fraction = m_delegate->painter().leastFraction();
    m_naming.clear();
    for (int row = 0; row < m_model.rowCount(); ++row)
        measure(row);
}

bool WatchlistView::measure(int row)
{
    const CoinQuote &quote = m_model.quote(row);
    const RowPainter::Widths widths = m_delegate->painter().measure(quote);
    if (quote.shownSource() && !quote.dollars)
        m_naming.insert(quote.asset.id);
    const bool grew = widths.whole > m_whole || widths.fraction > m_fraction;
    m_whole = std::max(m_whole, widths.whole);
    m_fraction = std::max(m_fraction, widths.fraction);
    return grew;
}

void WatchlistView::layOut()
{
    const PriceColumns columns = layOutColumns(m_delegate->painter().style(), m_theme.fonts(),
                                               viewport()->width(), m_whole, m_fraction);
    if (columns == m_delegate->columns())
        return;
    m_delegate->setColumns(columns);
    m_header->setColumns(columns);
    const int ends[] = {columns.trendCell, columns.priceCell, columns.changeCell, columns.width};
    int from = 0;
    for (int column = 0; column < WatchlistModel::ColumnCount; ++column) {
        const int width = std::max(ends[column] - from, 0);
        m_header->setSectionHidden(column, width == 0);
        if (width > 0)
            m_header->resizeSection(column, width);
        from = ends[column];
    }
    viewport()->update();
}

void WatchlistView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOut();
    armAges();
    armBones();
}

void WatchlistView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (m_pointerInside)
        setHovered(rowAt(viewport()->mapFromGlobal(QCursor::pos()).y()));
    armAges();
    armBones();
}

// ---- repainting ----

std::pair<int, int> WatchlistView::visibleRows() const
{
    if (m_model.rowCount() == 0 || viewport()->height() <= 0)
        return {0, -1};
    const int first = std::max(rowAt(0), 0), last = rowAt(viewport()->height() - 1);
    return {first, last < 0 ? m_model.rowCount() - 1 : last};
}

void WatchlistView::updateCells(int row, int first, int last)
{
    const int top = rowViewportPosition(row), height = rowHeight();
    const PriceColumns &c = columns();
    const int starts[] = {0, c.trendCell, c.priceCell, c.changeCell, c.width};
    int left = starts[first], right = starts[last + 1];
    // A long change reaches over into the price's cell, so that one is never repainted alone.
    if (last >= WatchlistModel::PriceColumn)
        right = std::max(right, std::min(c.changeCell + 1, c.width));
    if (first == WatchlistModel::ChangeColumn)
        left = starts[WatchlistModel::PriceColumn];
    viewport()->update(QRect(left, top, right - left, height));
}

// QTableView would repaint the whole viewport for a change of two cells, and tell screen readers of each.
void WatchlistView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                const QList<int> &)
{
    if (!topLeft.isValid() || !bottomRight.isValid())
        return;
    bool grew = false, shrank = false;
    if (topLeft.column() <= WatchlistModel::PriceColumn &&
        bottomRight.column() >= WatchlistModel::PriceColumn)
        for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
            const CoinQuote &quote = m_model.quote(row);
            shrank |= quote.dollars && m_naming.contains(quote.asset.id);
            grew |= measure(row);
        }
    // Figures only ever widen the columns, so that nothing jitters; a unit that is named no more gives its
    // room back to the trend lines.
    if (shrank)
        measureAll();
    if (grew || shrank)
        layOut();
    if (!m_exposure.isVisible())
        return; // all of it is painted when it is seen again
    const auto [first, last] = visibleRows();
    for (int row = std::max(topLeft.row(), first); row <= std::min(bottomRight.row(), last); ++row)
        updateCells(row, topLeft.column(), bottomRight.column());
    armAges();
    armBones();
}

void WatchlistView::reset()
{
    QTableView::reset();
    m_flash.clear();
}

void WatchlistView::exposureChanged(bool visible)
{
    if (!visible) {
        m_flash.clear();
        m_ageTimer.reset();
        m_boneTimer.reset();
        return;
    }
    viewport()->update();
    armAges();
    armBones();
}

void WatchlistView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_dropRow < 0)
        return;
    const int y = m_dropRow < m_model.rowCount() ? rowViewportPosition(m_dropRow)
                                                 : rowViewportPosition(m_model.rowCount() - 1) + rowHeight();
    QPainter painter(viewport());
    painter.fillRect(QRect(0, std::max(y - 1, 0), viewport()->width(), 2), m_theme.tokens().accent);
}

// ---- what moves by itself ----

void WatchlistView::flash(const AssetId &asset, int direction)
{
    if (!m_exposure.isVisible() || m_theme.reducedMotion() || !m_settings.settings().flashPrices)
        return;
    const auto [first, last] = visibleRows();
    const int row = m_model.rowOf(asset);
    if (row >= first && row <= last)
        m_flash.start(asset, direction);
}

void WatchlistView::repaintFlashes(const QList<AssetId> &assets)
{
    if (!m_exposure.isVisible())
        return;
    const PriceColumns &c = columns();
    for (const AssetId &asset : assets) {
        const int row = m_model.rowOf(asset);
        if (row < 0)
            continue;
        const QRect box(0, rowViewportPosition(row), c.width, rowHeight());
        const double whole = m_delegate->painter().measure(m_model.quote(row)).whole;
        QRect area = m_delegate->painter().flashBox(box, c, whole).toAlignedRect();
        if (c.showChange) // touches the change's cell, see updateCells()
            area.setRight(std::max(area.right(), c.changeCell));
        viewport()->update(area);
    }
}

// An age is words that grow old: once a second while the youngest is below a minute, else each 15 s.
void WatchlistView::armAges()
{
    if (m_ageTimer || !m_exposure.isVisible())
        return;
    const auto [first, last] = visibleRows();
    auto wait = 0ms;
    for (int row = first; row <= last; ++row) {
        const CoinQuote &quote = m_model.quote(row);
        if (!quote.shownSource() || isFresh(quote.state))
            continue;
        const std::chrono::milliseconds step = m_model.age(row) < 1min ? 1s : 15s;
        wait = wait == 0ms ? step : std::min(wait, step);
    }
    if (wait == 0ms)
        return;
    m_ageTimer = m_clock.after(wait, [this] {
        m_ageTimer.reset();
        const auto [from, to] = visibleRows();
        for (int row = from; row <= to; ++row)
            if (!isFresh(m_model.quote(row).state))
                updateCells(row, WatchlistModel::ChangeColumn, WatchlistModel::ChangeColumn);
        armAges();
    });
}

void WatchlistView::armBones()
{
    if (m_boneTimer || !m_exposure.isVisible())
        return;
    const auto [first, last] = visibleRows();
    bool any = false;
    for (int row = first; row <= last && !any; ++row)
        any = isAwaited(m_model.quote(row));
    const MonoTime now = m_clock.monotonic();
    if (!any) {
        m_bonesSince = {};
        return;
    }
    if (m_bonesSince == MonoTime{})
        m_bonesSince = now;
    if (m_theme.reducedMotion() || now - m_bonesSince > bonesAtMost)
        return;
    m_boneTimer = m_clock.after(boneStep, [this] {
        m_boneTimer.reset();
        const double turn =
            static_cast<double>((m_clock.monotonic() - m_bonesSince) % bonePeriod / 1ms) / (bonePeriod / 1ms);
        m_delegate->setSkeletonOpacity(0.8 + 0.2 * std::cos(2 * std::numbers::pi * turn));
        const auto [from, to] = visibleRows();
        for (int row = from; row <= to; ++row)
            if (isAwaited(m_model.quote(row)))
                updateCells(row, WatchlistModel::TrendColumn, WatchlistModel::ChangeColumn);
        armBones();
    });
}
