// The keys of the dashboard (design.md section 9), as far as what they lead to exists: one table, bound here
// and shown by the keyboard sheet, so that the sheet can't promise a key that isn't there. Single letters are
// shortcuts of the window: a text field that has the focus takes them first.
#include "ui/shell/mainwindow.h"

#include "app/settings/settingsfile.h"
#include "ui/charts/coinchart.h"
#include "ui/news/newspane.h"
#include "ui/quotes/pricepanel.h"
#include "ui/shell/coinview.h"
#include "ui/shell/toolbar.h"

#include <QShortcut>

struct MainWindow::Key
{
    const char *section; // of the sheet; null: bound, not shown (a second way to the same thing)
    const char *action;
    QList<QKeySequence> keys;
    void (*run)(MainWindow &); // null: the pane's own key, shown only
};

const QList<MainWindow::Key> &MainWindow::keys()
{
    static const char *const views = QT_TR_NOOP("Views");
    static const char *const news = QT_TR_NOOP("News");
    static const char *const charts = QT_TR_NOOP("Chart");
    static const char *const prices = QT_TR_NOOP("Prices");
    static const char *const window = QT_TR_NOOP("Window");
    using W = MainWindow;
    static const QList<Key> table{
        {views, QT_TR_NOOP("Dashboard"), {Qt::CTRL | Qt::Key_1}, [](W &w) { emit w.dashboardRequested(); }},
        {views, QT_TR_NOOP("Compact"), {Qt::CTRL | Qt::Key_2}, [](W &w) { emit w.compactRequested(); }},
        {views, QT_TR_NOOP("Next pane"), {Qt::Key_F6}, [](W &w) { w.nextPane(1); }},
        {views, QT_TR_NOOP("Previous pane"), {Qt::SHIFT | Qt::Key_F6}, [](W &w) { w.nextPane(-1); }},
        {views, QT_TR_NOOP("Back"), {Qt::Key_Escape}, [](W &w) { w.escape(); }},
        {views, QT_TR_NOOP("Search"), {Qt::CTRL | Qt::Key_F, Qt::Key_Slash}, [](W &w) { w.focusSearch(); }},
        {views,
         QT_TR_NOOP("Check feeds and sources now"),
         {Qt::Key_F5},
         [](W &w) { emit w.refreshRequested(); }},
        {news, QT_TR_NOOP("Next story"), {Qt::Key_J}, [](W &w) { w.m_news->nextStory(); }},
        {news, QT_TR_NOOP("Previous story"), {Qt::Key_K}, [](W &w) { w.m_news->previousStory(); }},
        {news, QT_TR_NOOP("Next unread"), {Qt::Key_N}, [](W &w) { w.m_news->nextUnread(); }},
        {news,
         QT_TR_NOOP("Unread only"),
         {Qt::SHIFT | Qt::Key_U},
         [](W &w) { w.m_news->toggleUnreadOnly(); }},
        {news,
         QT_TR_NOOP("Unfold sources or promotions"),
         {Qt::Key_E},
         [](W &w) { w.m_news->toggleUnfolded(); }},
        {news, QT_TR_NOOP("Open story"), {Qt::Key_Return}, nullptr},
        {news, QT_TR_NOOP("Scroll the reader"), {Qt::Key_Space, Qt::SHIFT | Qt::Key_Space}, nullptr},
        {news, QT_TR_NOOP("Save story"), {Qt::Key_S}, [](W &w) { w.m_news->toggleSaved(); }},
        {news, QT_TR_NOOP("Copy link"), {Qt::Key_L}, [](W &w) { w.m_news->copyLink(); }},
        {news, QT_TR_NOOP("Open in browser"), {Qt::Key_O}, [](W &w) { w.m_news->openInBrowser(); }},
        {news, QT_TR_NOOP("Mark read or unread"), {Qt::Key_U}, [](W &w) { w.m_news->toggleRead(); }},
        {news, QT_TR_NOOP("Mark all read"), {Qt::SHIFT | Qt::Key_R}, [](W &w) { w.m_news->markAllRead(); }},
        {news,
         QT_TR_NOOP("Only stories about the selected coin"),
         {Qt::Key_F},
         [](W &w) { w.toggleStoriesOf(w.m_prices->currentCoin()); }},
        {charts, QT_TR_NOOP("Open the coin's chart"), {Qt::Key_Return}, nullptr},
        {charts, QT_TR_NOOP("1 hour"), {Qt::Key_1}, [](W &w) { w.changeRange(ChartRange::H1); }},
        {charts, QT_TR_NOOP("24 hours"), {Qt::Key_2}, [](W &w) { w.changeRange(ChartRange::H24); }},
        {charts, QT_TR_NOOP("7 days"), {Qt::Key_3}, [](W &w) { w.changeRange(ChartRange::D7); }},
        {charts, QT_TR_NOOP("30 days"), {Qt::Key_4}, [](W &w) { w.changeRange(ChartRange::D30); }},
        {charts, QT_TR_NOOP("1 year"), {Qt::Key_5}, [](W &w) { w.changeRange(ChartRange::Y1); }},
        {charts, QT_TR_NOOP("Interval menu"), {Qt::Key_I}, [](W &w) { w.openIntervals(); }},
        {charts,
         QT_TR_NOOP("Line or candles"),
         {Qt::Key_C},
         [](W &w) { w.withChart([](CoinChart &chart) { chart.toggleStyle(); }); }},
        {charts,
         QT_TR_NOOP("Volume"),
         {Qt::Key_V},
         [](W &w) { w.withChart([](CoinChart &chart) { chart.toggleVolume(); }); }},
        {charts, QT_TR_NOOP("Crosshair by one candle"), {Qt::Key_Left, Qt::Key_Right}, nullptr},
        {charts,
         QT_TR_NOOP("Crosshair by ten candles"),
         {Qt::SHIFT | Qt::Key_Left, Qt::SHIFT | Qt::Key_Right},
         nullptr},
        {charts,
         QT_TR_NOOP("Next story on the chart"),
         {Qt::Key_M},
         [](W &w) { w.withChart([](CoinChart &chart) { chart.stepMarker(1); }); }},
        {charts,
         QT_TR_NOOP("Previous story on the chart"),
         {Qt::SHIFT | Qt::Key_M},
         [](W &w) { w.withChart([](CoinChart &chart) { chart.stepMarker(-1); }); }},
        {charts,
         QT_TR_NOOP("Zoom in"),
         {Qt::Key_Plus},
         [](W &w) { w.withChart([](CoinChart &chart) { chart.zoomIn(); }); }},
        {charts,
         QT_TR_NOOP("Zoom out"),
         {Qt::Key_Minus},
         [](W &w) { w.withChart([](CoinChart &chart) { chart.zoomOut(); }); }},
        {charts,
         QT_TR_NOOP("Reset zoom"),
         {Qt::Key_0},
         [](W &w) { w.withChart([](CoinChart &chart) { chart.resetZoom(); }); }},
        {charts, QT_TR_NOOP("Full-screen chart"), {Qt::Key_F11}, [](W &w) { w.toggleChartAlone(); }},
        {prices, QT_TR_NOOP("Go to coin"), {Qt::CTRL | Qt::Key_K}, [](W &w) { w.goToCoin(); }},
        {prices,
         QT_TR_NOOP("Why this number"),
         {Qt::Key_W},
         [](W &w) { w.openWhy(w.isPageShown() ? w.m_page->coin() : w.m_prices->currentCoin()); }},
        {prices,
         QT_TR_NOOP("Move the coin in “My order”"),
         {Qt::ALT | Qt::Key_Up, Qt::ALT | Qt::Key_Down},
         nullptr},
        {prices,
         QT_TR_NOOP("Add an alert for the coin"),
         {Qt::Key_A},
         [](W &w) { w.addAlert(w.m_prices->currentCoin()); }},
        {prices, QT_TR_NOOP("Remove the coin or alert"), {Qt::Key_Delete}, nullptr},
        {prices, QT_TR_NOOP("Copy price"), {Qt::CTRL | Qt::Key_C}, nullptr},
        {window, QT_TR_NOOP("Always on top"), {Qt::CTRL | Qt::Key_T}, [](W &w) { w.togglePin(); }},
        {window, QT_TR_NOOP("Larger text"), {Qt::CTRL | Qt::Key_Equal}, [](W &w) { w.stepTextSize(10); }},
        {nullptr, nullptr, {Qt::CTRL | Qt::Key_Plus}, [](W &w) { w.stepTextSize(10); }},
        {window, QT_TR_NOOP("Smaller text"), {Qt::CTRL | Qt::Key_Minus}, [](W &w) { w.stepTextSize(-10); }},
        {window, QT_TR_NOOP("Usual text size"), {Qt::CTRL | Qt::Key_0}, [](W &w) { w.changeTextSize(100); }},
        {window,
         QT_TR_NOOP("Settings"),
         {Qt::CTRL | Qt::Key_Comma},
         [](W &w) { emit w.settingsRequested({}); }},
        {window,
         QT_TR_NOOP("This sheet"),
         {Qt::Key_Question, Qt::Key_F1},
         [](W &w) { emit w.keyboardSheetRequested(); }},
        {window, QT_TR_NOOP("Close"), {Qt::CTRL | Qt::Key_W}, [](W &w) { w.close(); }},
        {window, QT_TR_NOOP("Quit"), {Qt::CTRL | Qt::Key_Q}, [](W &w) { emit w.quitRequested(); }},
    };
    return table;
}

void MainWindow::bindKeys()
{
    for (const Key &key : keys()) {
        if (!key.run)
            continue;
        for (const QKeySequence &sequence : key.keys) {
            auto *shortcut = new QShortcut(sequence, this);
            connect(shortcut, &QShortcut::activated, this, [this, run = key.run] { run(*this); });
        }
    }
}

QList<KeyLine> MainWindow::keyLines()
{
    QList<KeyLine> lines;
    for (const Key &key : keys()) {
        if (!key.section)
            continue;
        KeyLine line{tr(key.section), tr(key.action), {}};
        for (const QKeySequence &sequence : key.keys)
            line.keys.append(sequence.toString(QKeySequence::NativeText).replace(u'+', u' '));
        lines.append(line);
    }
    return lines;
}

void MainWindow::togglePin()
{
    m_services.settings.change([](Settings &settings) { settings.alwaysOnTop = !settings.alwaysOnTop; });
}

void MainWindow::stepTextSize(int by)
{
    changeTextSize(m_services.settings.settings().textSizePercent + by);
}
