#include "ui/quotes/sourcetable.h"

#include "ui/style/controls.h"
#include "ui/style/figures.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace {
constexpr int rowPixels = 34, headPixels = 22, namesPixels = 76, edge = 14;

using Column = SourceModel::Column;

class SourceDelegate : public QStyledItemDelegate
{
public:
    SourceDelegate(UiTheme &theme, const SourceTable &table) : m_theme(theme), m_table(table) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = m_theme.tokens();
        const SourceTable::Places at = m_table.places();
        const QRect row(0, option.rect.top(), m_table.viewport()->width(), option.rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setClipRect(option.rect);
        if (index.row() + 1 < index.model()->rowCount())
            fillRule(*painter, QRect(option.rect.left(), row.bottom(), option.rect.width(), 1), t.grid);
        const auto tone = index.data(SourceModel::ToneRole).value<Tone>();
        const bool live = index.data(SourceModel::LiveRole).toBool();
        painter->setPen(toneColour(t, tone));
        const QString text = index.data().toString();
        switch (index.column()) {
        case Column::SourceColumn:
            drawDot(*painter, QPointF(at.dot, row.center().y() + 0.5),
                    !live                ? t.textSecondary
                    : tone == Tone::Demo ? t.demo
                                         : t.ok,
                    !live);
            painter->setPen(t.text);
            write(*painter, FontRole::SmallStrong, row, at.source, text, at.pair - 6);
            break;
        case Column::PairColumn:
            write(*painter, FontRole::Meta, row, at.pair, text, option.rect.right());
            break;
        case Column::PriceColumn:
            figures(*painter, FontRole::SmallStrong, row, at.price - at.fraction, text);
            break;
        default:
            writeRight(*painter, row, index.column() == Column::AgeColumn ? at.age : at.median, text);
            break;
        }
        painter->restore();
    }

private:
    double baseline(FontRole role, const QRect &row) const
    {
        return m_theme.fonts().baseline(role, row.top(), row.height() - 1);
    }
    void write(QPainter &painter, FontRole role, const QRect &row, double x, const QString &text,
               double end) const
    {
        painter.setFont(m_theme.font(role));
        painter.drawText(QPointF(x, baseline(role, row)),
                         m_theme.fonts().metrics(role).elidedText(text, Qt::ElideRight, end - x));
    }
    void writeRight(QPainter &painter, const QRect &row, double right, const QString &text) const
    {
        Figures(m_theme.font(FontRole::Meta))
            .drawRight(painter, QPointF(right, baseline(FontRole::Meta, row)), text);
    }
    // With its decimal point at `point`.
    void figures(QPainter &painter, FontRole role, const QRect &row, double point, const QString &text) const
    {
        const Figures figures(m_theme.font(role));
        const AlignedFigure parts = splitAtPoint(text, m_theme.numbers().point());
        figures.drawRight(painter, QPointF(point, baseline(role, row)), parts.whole);
        figures.draw(painter, QPointF(point, baseline(role, row)), parts.fraction);
    }

    UiTheme &m_theme;
    const SourceTable &m_table;
};

class SourceHeads : public QHeaderView
{
public:
    SourceHeads(UiTheme &theme, SourceTable &table)
        : QHeaderView(Qt::Horizontal, &table), m_theme(theme), m_table(table)
    {
        setSectionResizeMode(QHeaderView::Fixed);
        setMinimumSectionSize(0);
        setSectionsClickable(false);
    }
    QSize sizeHint() const override { return {QHeaderView::sizeHint().width(), m_theme.px(headPixels)}; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(viewport());
        painter.fillRect(rect(), m_theme.tokens().surface);
        fillRule(painter, QRect(0, height() - 1, width(), 1), m_theme.tokens().grid);
        painter.end();
        QHeaderView::paintEvent(event);
    }
    void paintSection(QPainter *painter, const QRect &box, int section) const override
    {
        const SourceTable::Places at = m_table.places();
        const QString text = model()->headerData(section, Qt::Horizontal).toString();
        const double width = m_theme.fonts().metrics(FontRole::Meta).horizontalAdvance(text);
        const double x = section == Column::SourceColumn   ? at.source
                         : section == Column::PairColumn   ? at.pair
                         : section == Column::PriceColumn  ? at.price - width
                         : section == Column::MedianColumn ? at.median - width
                                                           : at.age - width;
        painter->setFont(m_theme.font(FontRole::Meta));
        painter->setPen(m_theme.tokens().textSecondary);
        painter->drawText(QPointF(x, m_theme.fonts().baseline(FontRole::Meta, 0, box.height() - 1)), text);
    }

private:
    UiTheme &m_theme;
    SourceTable &m_table;
};
} // namespace

SourceTable::SourceTable(SourceModel &model, UiTheme &theme, QWidget *parent)
    : QTableView(parent), m_model(model), m_theme(theme)
{
    setModel(&model);
    setAccessibleName(tr("Price by source"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setItemDelegate(new SourceDelegate(theme, *this));
    itemDelegate()->setParent(this);
    setHorizontalHeader(new SourceHeads(theme, *this));
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setProperty("ownFocus", true);
    connect(&theme, &UiTheme::changed, this, &SourceTable::restyle);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        updateGeometry();
        layOut();
    });
    connect(&model, &QAbstractItemModel::dataChanged, this, &SourceTable::layOut);
    restyle();
}

void SourceTable::setBrief(bool brief)
{
    m_brief = brief;
    horizontalHeader()->setVisible(!brief);
    setColumnHidden(Column::MedianColumn, brief);
    updateGeometry();
    layOut();
}

void SourceTable::restyle()
{
    verticalHeader()->setDefaultSectionSize(m_theme.px(rowPixels));
    m_fraction = 0;
    updateGeometry();
    layOut();
}

QSize SourceTable::sizeHint() const
{
    const int heads = m_brief ? 0 : m_theme.px(headPixels);
    return {m_theme.px(392), heads + m_theme.px(rowPixels) * m_model.rowCount()};
}

SourceTable::Places SourceTable::places() const
{
    const double width = viewport()->width(), age = width - edge;
    const double median = age - m_theme.px(48);
    const double price = m_brief ? median : median - m_theme.px(70);
    const double names = std::max<double>(m_theme.px(namesPixels), m_names);
    return {edge + 3.5, edge + 15.0, edge + 15.0 + names, price, median, age, m_fraction};
}

void SourceTable::layOut()
{
    const Figures figures(m_theme.font(FontRole::SmallStrong));
    double widest = 0, prices = 0, names = 0, pairs = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto text = [&](int column) { return m_model.index(row, column).data().toString(); };
        const QString price = text(Column::PriceColumn);
        widest = std::max(widest, figures.width(splitAtPoint(price, m_theme.numbers().point()).fraction));
        prices = std::max(prices, figures.width(price));
        const Fonts &fonts = m_theme.fonts();
        names = std::max(names,
                         fonts.metrics(FontRole::SmallStrong).horizontalAdvance(text(Column::SourceColumn)));
        pairs = std::max(pairs, fonts.metrics(FontRole::Meta).horizontalAdvance(text(Column::PairColumn)));
    }
    m_fraction = widest;
    // A long name takes what pair and price leave.
    m_names = 0;
    const Places usual = places();
    m_names = std::min(names + 10, usual.price - prices - 12 - pairs - usual.source);
    const Places at = places();
    const double between = std::max(pairs + 6, double(m_theme.px(70)) - (at.pair - usual.pair));
    const double ends[] = {at.pair - 4, at.pair + between, at.price + 4,
                           m_brief ? at.price + 4 : at.median + 4, static_cast<double>(viewport()->width())};
    int from = 0;
    for (int column = 0; column < SourceModel::ColumnCount; ++column) {
        const int end = std::max(from, static_cast<int>(ends[column]));
        if (!isColumnHidden(column))
            setColumnWidth(column, end - from);
        from = end;
    }
    viewport()->update();
}

void SourceTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOut();
}

void SourceTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!m_ring || !currentIndex().isValid())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.tokens().accent, 2));
    painter.drawRect(QRectF(0, rowViewportPosition(currentIndex().row()), viewport()->width(),
                            rowHeight(currentIndex().row()) - 1)
                         .adjusted(1, 1, -1, -1));
}

void SourceTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    const Qt::FocusReason reason = event->reason();
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, Column::SourceColumn));
    m_ring =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    viewport()->update();
}

void SourceTable::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    m_ring = false;
    viewport()->update();
}

void SourceTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid()) {
        const SourceQuote &source = m_model.quote().sources.at(currentIndex().row());
        if (source.state != PriceState::Missing)
            QGuiApplication::clipboard()->setText(Numbers::plain(source.ticker.last));
        return;
    }
    if (!event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore(); // letters are the program's keys
        return;
    }
    QTableView::keyPressEvent(event);
    m_ring = true;
    viewport()->update();
}
