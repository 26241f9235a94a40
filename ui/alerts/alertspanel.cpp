#include "ui/alerts/alertspanel.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace {
constexpr auto undoFor = 8s;
constexpr int bottom = 8; // below the last row

// "Quiet hours 23:00–07:00, all alerts": one setting for all, told where alerts stand.
class QuietLine : public QWidget
{
public:
    QuietLine(AlertEngine &engine, UiTheme &theme, QWidget *parent)
        : QWidget(parent), m_engine(engine), m_theme(theme)
    {
    }
    void refresh()
    {
        const QuietHours &quiet = m_engine.settings().quiet;
        setVisible(quiet.on);
        setFixedHeight(m_theme.px(30));
        setAccessibleName(text());
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = m_theme.tokens();
        QPainter painter(this);
        const double icon = m_theme.px(14);
        drawIcon(painter, Icon::Clock, QRectF(14, std::round((height() - icon) / 2), icon, icon),
                 t.textSecondary);
        painter.setFont(m_theme.font(FontRole::SmallText));
        painter.setPen(t.textSecondary);
        painter.drawText(QPointF(14 + icon + 10, m_theme.fonts().baseline(FontRole::SmallText, 0, height())),
                         text());
    }

private:
    QString text() const
    {
        return AlertsPanel::tr("Quiet hours %1, all alerts").arg(quietSpan(m_engine.settings().quiet));
    }
    AlertEngine &m_engine;
    UiTheme &m_theme;
};
} // namespace

AlertsPanel::AlertsPanel(AlertBook &book, AlertEngine &engine, QuoteBoard &board, UiTheme &theme,
                         Clock &clock, AlertDelegate::Style style, QWidget *parent)
    : QWidget(parent),
      m_book(book),
      m_engine(engine),
      m_board(board),
      m_theme(theme),
      m_clock(clock),
      m_style(style),
      m_model(book, engine, board, theme, clock),
      m_head(new PaneHead(theme, tr("Alerts"), this)),
      m_add(new IconButton(theme, Icon::Plus, tr("Add an alert"), m_head)),
      m_unfold(new IconButton(theme, Icon::ChevronDown, tr("Show the alerts"), m_head)),
      m_list(new AlertList(m_model, theme, style, this)),
      m_empty(new QLabel(this)),
      m_quiet(new QuietLine(engine, theme, this)),
      m_undo(new NoticeBar(theme, NoticeBar::Kind::Plain, this))
{
    setAccessibleName(tr("Alerts"));
    compose();
    setFocusProxy(m_list);
    connect(m_add, &QAbstractButton::clicked, this, [this] { emit addWanted(m_coin); });
    connect(m_unfold, &QAbstractButton::clicked, this, [this] { setOpen(m_folded); });
    connect(m_list, &AlertList::removeWanted, this, &AlertsPanel::remove);
    connect(m_list, &AlertList::chosen, this, &AlertsPanel::choose);
    connect(m_list, &AlertList::menuWanted, this, &AlertsPanel::openMenu);
    connect(m_undo, &NoticeBar::actionWanted, this, &AlertsPanel::undo);
    connect(m_undo, &NoticeBar::dismissed, this, [this] { m_removed.reset(); });
    connect(&m_model, &AlertsModel::countsChanged, this, &AlertsPanel::refresh);
    connect(&engine, &AlertEngine::statusChanged, this, [this] { // the settings too
        if (m_engine.settings().quiet != m_shownQuiet)
            refresh();
    });
    connect(&theme, &UiTheme::changed, this, &AlertsPanel::restyle);
    restyle();
}

AlertsPanel::~AlertsPanel()
{
    // Out of sight, the list says that nobody looks: to a model that still is one.
    hide();
}

void AlertsPanel::compose()
{
    m_add->setSide(24);
    m_unfold->setSide(24);
    m_unfold->hide();
    m_head->installEventFilter(this);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 10, 0);
    row->setSpacing(2);
    row->addStretch(1);
    row->addWidget(m_unfold);
    row->addWidget(m_add);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setContentsMargins(14, 4, 14, 4);
    m_empty->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0); // the rule above
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addWidget(m_quiet);
    column->addWidget(m_undo);
}

void AlertsPanel::restyle()
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, m_theme.tokens().textSecondary);
    palette.setColor(QPalette::Base, m_theme.tokens().surface);
    m_empty->setPalette(palette);
    m_empty->setFont(m_theme.font(FontRole::SmallText));
    m_list->setPalette(palette);
    refresh();
    update();
}

void AlertsPanel::setCoin(const AssetId &asset)
{
    m_coin = asset;
    m_model.setCoin(asset);
    refresh();
}

void AlertsPanel::refresh()
{
    const QString symbol = m_coin.value.isEmpty() ? QString() : m_board.quote(m_coin).asset.symbol;
    m_head->setTitle(symbol.isEmpty() ? tr("Alerts") : tr("Alerts for %1").arg(symbol));
    const int armed = m_model.armedCount();
    const bool none = m_model.rowCount() == 0;
    m_shownQuiet = m_engine.settings().quiet;
    m_head->setNote(none || m_style == AlertDelegate::Style::OneCoin ? QString() : tr("%1 armed").arg(armed));
    m_empty->setText(symbol.isEmpty() ? tr("No alerts. Press A on a coin to add one.")
                                      : tr("No alerts for %1. Press A to add one.").arg(symbol));
    m_empty->setVisible(none && !m_folded);
    m_list->setVisible(!none && !m_folded);
    if (m_style == AlertDelegate::Style::OneCoin && !m_folded)
        static_cast<QuietLine *>(m_quiet)->refresh();
    else
        m_quiet->hide();
    updateGeometry();
}

void AlertsPanel::setFolded(bool folded)
{
    if (m_unfold->isHidden() != !folded)
        m_unfold->setVisible(folded);
    setOpen(!folded);
}

void AlertsPanel::setOpen(bool open)
{
    m_unfold->setGlyph(open ? Icon::ChevronUp : Icon::ChevronDown);
    m_unfold->setName(open ? tr("Fold the alerts") : tr("Show the alerts"));
    if (m_folded == !open)
        return;
    m_folded = !open;
    refresh();
    emit foldedChanged(m_folded);
}

bool AlertsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_head && event->type() == QEvent::MouseButtonRelease && !m_unfold->isHidden())
        setOpen(m_folded);
    return QWidget::eventFilter(watched, event);
}

int AlertsPanel::bodyHeight(int rows) const
{
    if (m_folded)
        return 0;
    const int quiet = m_quiet->isHidden() ? 0 : m_theme.px(30);
    return std::max(1, rows) * m_list->rowHeight() + quiet + bottom;
}

QSize AlertsPanel::sizeHint() const
{
    return {m_theme.px(392), 1 + m_theme.px(40) + bodyHeight(m_model.rowCount())};
}

QSize AlertsPanel::minimumSizeHint() const
{
    return {0, 1 + m_theme.px(40) + bodyHeight(std::min(m_model.rowCount(), 2))};
}

void AlertsPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().surface);
    fillRule(painter, QRect(0, 0, width(), 1), m_theme.tokens().border);
}

// ---- what the user does to one ----

void AlertsPanel::choose(AlertId id)
{
    const AlertEntry *entry = m_book.find(id);
    if (!entry)
        return;
    const AssetId asset = entry->alert.condition.asset;
    if (asset.value.isEmpty() || m_style == AlertDelegate::Style::OneCoin)
        emit editWanted(id);
    else
        emit chartWanted(asset);
}

void AlertsPanel::openMenu(AlertId id, const QPoint &at)
{
    const AlertEntry *entry = m_book.find(id);
    if (!entry)
        return;
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, *entry);
    menu->popup(at);
}

void AlertsPanel::fillMenu(Menu &menu, const AlertEntry &entry)
{
    const AlertId id = entry.alert.id;
    const AssetId asset = entry.alert.condition.asset;
    const auto add = [&](Icon icon, const QString &text, const QKeySequence &key, auto action) {
        connect(menu.add(icon, text, key), &QAction::triggered, this, action);
    };
    if (entry.state.unacknowledged)
        add(Icon::Check, tr("OK, seen"), {}, [this, id] { std::ignore = m_book.acknowledge(id); });
    if (!asset.value.isEmpty() && m_style == AlertDelegate::Style::List)
        add(Icon::Line, tr("Open chart"), Qt::Key_Return, [this, asset] { emit chartWanted(asset); });
    add(Icon::Sliders, tr("Edit…"), {}, [this, id] { emit editWanted(id); });
    const bool snoozed = m_engine.status(id).state == AlertStatus::State::Snoozed;
    if (snoozed)
        add(Icon::Clock, tr("End the snooze"), {},
            [this, id] { std::ignore = m_book.snooze(id, m_clock.now()); });
    else
        add(Icon::Clock, tr("Snooze 15 min"), {},
            [this, id] { std::ignore = m_book.snooze(id, m_clock.now() + snoozeFor); });
    const bool on = entry.alert.enabled && entry.state.phase != AlertState::Phase::Done;
    add(Icon::Bell, on ? tr("Turn off") : tr("Turn on"), {},
        [this, id, on] { std::ignore = m_book.setEnabled(id, !on); });
    menu.addSeparator();
    add(Icon::Trash, tr("Remove"), Qt::Key_Delete, [this, id] { remove(id); });
}

void AlertsPanel::remove(AlertId id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    const QString words = m_model.row(row).words.line();
    const auto removed = m_book.remove(id);
    if (!removed)
        return;
    m_removed = *removed;
    m_undo->showNotice(tr("Removed: %1.").arg(words), tr("Undo"));
    m_undoTimer = m_clock.after(undoFor, [this] {
        m_undo->hide();
        m_removed.reset();
    });
    if (m_model.rowCount() > 0) // the keyboard stays where it was
        m_list->setCurrentIndex(m_model.index(std::min(row, m_model.rowCount() - 1)));
}

void AlertsPanel::undo()
{
    m_undo->hide();
    m_undoTimer.reset();
    if (!m_removed)
        return;
    const RemovedAlert removed = *std::exchange(m_removed, std::nullopt);
    if (m_book.restore(removed)) {
        m_list->setCurrent(removed.entry.alert.id);
        m_list->setFocus(Qt::OtherFocusReason);
    }
}
