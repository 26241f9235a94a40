#include "ui/quotes/changemenu.h"

#include <QActionGroup>
#include <QCoreApplication>

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("ChangeMenu", text);
}

void pinNow(SettingsFile &settings, const ChangeFigures &figures)
{
    settings.change([now = figures.pricesNow()](Settings &s) {
        s.pinned = now;
        s.changeBasis = ChangeBasis::Pinned;
    });
}

void choose(SettingsFile &settings, const ChangeFigures &figures, ChangeBasis basis)
{
    if (basis == ChangeBasis::Pinned && !isKnown(settings.settings().pinned.at))
        return pinNow(settings, figures);
    settings.change([basis](Settings &s) { s.changeBasis = basis; });
}

QAction *addChoice(Menu &menu, QActionGroup *group, const QString &text, bool chosen)
{
    QAction *action = menu.add(text);
    action->setCheckable(true);
    action->setChecked(chosen);
    group->addAction(action);
    return action;
}
} // namespace

void addChangeBases(Menu &menu, SettingsFile &settings, const ChangeFigures &figures, const UiTheme &theme)
{
    const Settings &now = settings.settings();
    const bool pinned = isKnown(now.pinned.at);
    auto *group = new QActionGroup(&menu);
    for (const ChangeBasis basis : changeBases) {
        QString text = changeBasisText(basis);
        if (basis == ChangeBasis::Pinned && pinned)
            text = tr("%1, %2").arg(text, theme.times().dayMinute(now.pinned.at));
        QObject::connect(addChoice(menu, group, text, basis == now.changeBasis), &QAction::triggered, &menu,
                         [&settings, &figures, basis] { choose(settings, figures, basis); });
    }
    menu.addSeparator();
    QObject::connect(menu.add(Icon::Pin, pinned ? tr("Pin the prices anew") : tr("Pin the prices now")),
                     &QAction::triggered, &menu, [&settings, &figures] { pinNow(settings, figures); });
}

void addChangeOrder(Menu &menu, SettingsFile &settings)
{
    const WatchlistOrder order = settings.settings().watchlistOrder;
    const bool descending = settings.settings().watchlistDescending;
    auto *group = new QActionGroup(&menu);
    const auto add = [&](const QString &text, WatchlistOrder wanted, bool down, bool chosen) {
        QObject::connect(addChoice(menu, group, text, chosen), &QAction::triggered, &menu,
                         [&settings, wanted, down] {
                             settings.change([&](Settings &s) {
                                 s.watchlistOrder = wanted;
                                 s.watchlistDescending = down;
                             });
                         });
    };
    const bool byChange = order == WatchlistOrder::ByChange;
    add(tr("Largest change first"), WatchlistOrder::ByChange, true, byChange && descending);
    add(tr("Smallest change first"), WatchlistOrder::ByChange, false, byChange && !descending);
    add(tr("My order"), WatchlistOrder::Mine, false, order == WatchlistOrder::Mine);
}
