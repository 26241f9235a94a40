// What is done to a chart by menu and key: its look, its zoom, and taking its data along.
#include "app/base/clock.h"
#include "ui/charts/coinchart.h"
#include "ui/style/controls.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>

using namespace std::chrono_literals;

namespace {
constexpr auto problemFor = 8s;

QAction *addFlag(Menu *menu, Icon icon, const QString &text, const QKeySequence &key, bool on)
{
    QAction *action = menu->add(icon, text, key);
    action->setCheckable(true);
    action->setChecked(on);
    return action;
}
} // namespace

// Design.md section 10, in its order; what is beyond it stands below.
Menu *CoinChart::makeMenu(std::optional<Decimal> price, std::optional<UtcTime> time)
{
    Q_UNUSED(time);
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const ChartSettings &chart = m_settings.settings().chart;
    if (price) {
        const QString shown = m_theme.numbers().tickPrice(*price, displayScale(series().instrument));
        if (m_alertOffered)
            connect(menu->add(Icon::Bell, tr("Add alert at %1").arg(shown)), &QAction::triggered, this,
                    [this, price] { emit alertWanted(m_coin, *price); });
        connect(menu->add(Icon::Copy, tr("Copy price here")), &QAction::triggered, this,
                [price] { QGuiApplication::clipboard()->setText(Numbers::plain(*price)); });
        menu->addSeparator();
    }
    connect(menu->add(showsCandles() ? Icon::Line : Icon::Candles,
                      showsCandles() ? tr("Line") : tr("Candles"), Qt::Key_C),
            &QAction::triggered, this, &CoinChart::toggleStyle);
    const auto flag = [&](Icon icon, const QString &text, const QKeySequence &key,
                          bool ChartSettings::*field) {
        connect(addFlag(menu, icon, text, key, chart.*field), &QAction::triggered, this,
                [this, field](bool on) {
                    m_settings.change([&](Settings &settings) { settings.chart.*field = on; });
                });
    };
    flag(Icon::Story, tr("Stories"), {}, &ChartSettings::stories);
    flag(Icon::List, tr("Volume"), Qt::Key_V, &ChartSettings::volume);
    if (m_place == Place::Pane)
        flag(Icon::Line, tr("Averages on the dashboard"), {}, &ChartSettings::paneAverages);
    connect(menu->add(Icon::Sliders, tr("Averages…")), &QAction::triggered, this, &CoinChart::averagesWanted);
    flag(Icon::Expand, tr("Logarithmic scale"), {}, &ChartSettings::logScale);
    addCompare(menu);
    QAction *reset = menu->add(Icon::Undo, tr("Reset zoom"), Qt::Key_0);
    reset->setEnabled(m_chart && m_chart->isZoomed());
    connect(reset, &QAction::triggered, this, &CoinChart::resetZoom);
    menu->addSeparator();
    const bool any = !series().candles.isEmpty();
    const auto add = [&](Icon icon, const QString &text, void (CoinChart::*run)()) {
        QAction *action = menu->add(icon, text);
        action->setEnabled(any);
        connect(action, &QAction::triggered, this, run);
    };
    add(Icon::External, tr("Save picture…"), &CoinChart::savePicture);
    add(Icon::Copy, tr("Copy data"), &CoinChart::copyData);
    add(Icon::List, tr("Save data as CSV…"), &CoinChart::saveData);
    return menu;
}

void CoinChart::addCompare(Menu *menu)
{
    Menu *compare = menu->addSub(Icon::Contrast, tr("Compare with"));
    const QList<AssetId> watchlist = m_settings.settings().watchlist;
    for (const AssetId &asset : watchlist) {
        const Asset &coin = m_board.quote(asset).asset;
        if (asset == m_coin || coin.symbol.isEmpty())
            continue;
        QAction *action = compare->add(coin.symbol);
        action->setCheckable(true);
        action->setChecked(m_compared.contains(asset));
        action->setEnabled(action->isChecked() || m_compared.size() < 4);
        connect(action, &QAction::triggered, this, [this, asset](bool on) {
            QList<AssetId> now = m_compared;
            now.removeAll(asset);
            if (on)
                now.append(asset);
            setCompared(now);
        });
    }
    compare->addSeparator();
    QAction *none = compare->add(tr("None"));
    none->setEnabled(!m_compared.isEmpty());
    connect(none, &QAction::triggered, this, [this] { setCompared({}); });
}

void CoinChart::toggleStyle()
{
    m_settings.change([this](Settings &settings) {
        bool &candles = m_place == Place::Page ? settings.chart.pageCandles : settings.chart.candles;
        candles = !candles;
    });
}

void CoinChart::toggleVolume()
{
    m_settings.change([](Settings &settings) { settings.chart.volume = !settings.chart.volume; });
}

void CoinChart::zoomIn()
{
    if (m_chart)
        m_chart->zoomIn();
}

void CoinChart::zoomOut()
{
    if (m_chart)
        m_chart->zoomOut();
}

void CoinChart::resetZoom()
{
    if (m_chart)
        m_chart->resetZoom();
}

void CoinChart::stepMarker(int by)
{
    if (m_chart)
        m_chart->stepMarker(by);
}

void CoinChart::copyData()
{
    if (m_chart)
        QGuiApplication::clipboard()->setText(m_chart->dataText(u'\t'));
}

void CoinChart::savePicture()
{
    saveFile(QStringLiteral("png"), tr("Pictures (*.png)"),
             [this](const QString &file) { return m_chart->picture().save(file, "PNG"); });
}

void CoinChart::saveData()
{
    saveFile(QStringLiteral("csv"), tr("Comma separated values (*.csv)"), [this](const QString &file) {
        QSaveFile out(file);
        return out.open(QIODevice::WriteOnly) && out.write(m_chart->dataText(u',').toUtf8()) >= 0 &&
               out.commit();
    });
}

// Asks where; the window goes on meanwhile. A disk that won't is said on the chart.
void CoinChart::saveFile(const QString &suffix, const QString &filter,
                         std::function<bool(const QString &)> write)
{
    if (!m_chart)
        return;
    auto *dialog = new QFileDialog(this, tr("Save"), QString(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("%1-%2-%3.%4")
                           .arg(series().instrument.base, series().instrument.quote,
                                rangeName(m_settings.settings().chart.range), suffix));
    connect(dialog, &QFileDialog::fileSelected, this, [this, write = std::move(write)](const QString &file) {
        if (write(file))
            return;
        m_saveProblem = tr("%1 can't be written.").arg(file);
        placeNotice();
        m_savingNotice = m_clock.after(problemFor, [this] {
            m_saveProblem.clear();
            placeNotice();
        });
    });
    dialog->open();
}
