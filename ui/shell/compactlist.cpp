#include "ui/shell/compactlist.h"

#include "app/insight/insight.h"
#include "app/news/articlestore.h"
#include "app/settings/settingsfile.h"
#include "ui/alerts/alertfooter.h"
#include "ui/insight/awayfooter.h"
#include "ui/platform/pinning.h"
#include "ui/quotes/changemenu.h"
#include "ui/quotes/whycard.h"
#include "ui/shell/alertdesk.h"
#include "ui/shell/awaydesk.h"
#include "ui/style/controls.h"

#include <QDesktopServices>
#include <QWindow>

namespace {
void openPage(const QUrl &page)
{
    if (page.scheme() == QLatin1String("https") || page.scheme() == QLatin1String("http"))
        QDesktopServices::openUrl(page);
}
} // namespace

CompactList::CompactList(const Services &services, Pinning &pinning, QWidget *parent)
    : CompactView(services.board, services.settings, services.theme, services.clock, parent),
      m_services(services),
      m_pinning(pinning)
{
    connect(this, &CompactView::pinWanted, this, [this](bool pinned) {
        m_services.settings.change([pinned](Settings &settings) { settings.alwaysOnTop = pinned; });
    });
    connect(this, &CompactView::moveWanted, this, [this] { window()->windowHandle()->startSystemMove(); });
    connect(this, &CompactView::resizeWanted, this,
            [this](Qt::Edges edges) { window()->windowHandle()->startSystemResize(edges); });
    connect(this, &CompactView::menuFilling, this, &CompactList::fillMenu);
    connect(this, &CompactView::linkWanted, this, openPage);
    connect(this, &CompactView::whyWanted, this, [this](const AssetId &asset, const QRect &row) {
        if (!m_why) {
            m_why = new WhyCard(m_services.board, m_services.settings, m_services.wire, m_services.theme,
                                m_services.clock, this);
            if (m_services.insight)
                m_why->setChanges(m_services.insight->changes());
        }
        m_why->openFor(asset, row);
    });
    if (services.insight)
        setChanges(services.insight->changes());
    connect(&pinning, &Pinning::grantsChanged, this,
            [this](const Grants &grants) { setPinned(grants.onTop == Grant::Yes); });
    connect(&services.articles, &ArticleStore::changed, this, &CompactList::showNewest);
    if (AlertDesk *alerts = services.alertDesk) {
        connect(this, &CompactView::alertWanted, this,
                [this, alerts](const AssetId &asset) { alerts->addAlert(this, asset); });
        connect(alerts, &AlertDesk::waitingChanged, this, &CompactList::showNotice);
        connect(alerts, &AlertDesk::changed, this,
                [this, alerts] { view().setAlerted(alerts->amberCoins()); });
        view().setAlerted(alerts->amberCoins());
    }
    if (services.awayDesk)
        connect(services.awayDesk, &AwayDesk::changed, this, &CompactList::showNotice);
    showNotice();
    setPinned(pinning.grants().onTop == Grant::Yes);
    showNewest();
}

void CompactList::fillMenu(Menu *menu)
{
    const Settings &settings = m_services.settings.settings();
    if (!menu->isEmpty())
        menu->addSeparator();
    const auto check = [&](const QString &text, const QKeySequence &key, bool Settings::*field, Grant grant) {
        QAction *action = menu->add(text, key);
        action->setCheckable(true);
        action->setChecked(settings.*field);
        action->setEnabled(grant != Grant::Unavailable);
        connect(action, &QAction::triggered, this,
                [this, field](bool on) { m_services.settings.change([&](Settings &s) { s.*field = on; }); });
    };
    check(tr("Always on top"), QKeySequence(Qt::CTRL | Qt::Key_T), &Settings::alwaysOnTop,
          m_pinning.grants().onTop);
    check(tr("On all workspaces"), {}, &Settings::allWorkspaces, m_pinning.grants().allWorkspaces);
    if (m_services.insight)
        addChangeBases(*menu->addSub(Icon::Clock, tr("Change")), m_services.settings,
                       m_services.insight->changes(), m_services.theme);
    Menu *opacity = menu->addSub(Icon::Contrast, tr("Opacity"));
    for (const int percent : {100, 90, 80, 70, 60}) {
        QAction *action = opacity->add(QStringLiteral("%1 %").arg(percent));
        action->setCheckable(true);
        action->setChecked(settings.opacityPercent == percent);
        connect(action, &QAction::triggered, this, [this, percent] {
            m_services.settings.change([&](Settings &s) { s.opacityPercent = percent; });
        });
    }
    menu->addSeparator();
    connect(menu->add(Icon::Dashboard, tr("Dashboard"), QKeySequence(Qt::CTRL | Qt::Key_1)),
            &QAction::triggered, this, &CompactView::expandWanted);
    if (m_demo)
        connect(menu->add(tr("Go live")), &QAction::triggered, this, [this] { emit demoRequested(false); });
    menu->addSeparator();
    connect(menu->add(tr("Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma)), &QAction::triggered, this,
            [this] { emit settingsRequested({}); });
    connect(menu->add(tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q)), &QAction::triggered, this,
            &CompactList::quitRequested);
}

// What fired takes the headline's place until it is answered, then what was missed.
void CompactList::showNotice()
{
    QWidget *alert = alertNotice();
    setNotice(alert ? alert : awayNotice());
}

QWidget *CompactList::alertNotice()
{
    AlertDesk *desk = m_services.alertDesk;
    if (!desk || desk->waiting().isEmpty())
        return nullptr;
    if (!m_alert) {
        m_alert = new AlertFooter(m_services.theme, this);
        connect(m_alert, &AlertFooter::openWanted, this,
                [desk] { desk->open(AlertFiring(desk->waiting().first())); });
        connect(m_alert, &AlertFooter::snoozeWanted, this, [desk] { desk->snooze(desk->waiting()); });
        connect(m_alert, &AlertFooter::dismissed, this, [desk] { desk->acknowledge(desk->waiting()); });
    }
    m_alert->setFirings(desk->waiting());
    return m_alert;
}

QWidget *CompactList::awayNotice()
{
    AwayDesk *desk = m_services.awayDesk;
    if (!desk || !desk->digest())
        return nullptr;
    if (!m_away) {
        m_away = new AwayFooter(m_services.theme, this);
        connect(m_away, &AwayFooter::openWanted, this, &CompactView::expandWanted); // its card has it all
        connect(m_away, &AwayFooter::dismissed, desk, &AwayDesk::dismiss);
    }
    m_away->setDigest(*desk->digest());
    return m_away;
}

// The footer's headline: the newest story there is.
void CompactList::showNewest()
{
    StoryQuery query;
    query.limit = 1;
    m_newest = m_services.articles.stories(query, [this](const Result<QList<Story>> &stories) {
        if (!stories || stories->isEmpty()) {
            setHeadline(std::nullopt);
            return;
        }
        const Article &article = stories->first().article;
        CompactHeadline headline;
        headline.id = QString::number(article.id.value);
        headline.title = article.title;
        headline.source = article.sample ? tr("Sample") : article.source;
        headline.time = article.sortTime;
        setHeadline(headline);
    });
}
