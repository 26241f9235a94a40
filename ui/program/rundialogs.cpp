// What opens over the windows of a run.
#include "app/cli/sourcetest.h"
#include "app/cli/version.h"
#include "app/news/feedfinder.h"
#include "ui/alerts/alertsetup.h"
#include "ui/platform/notifications.h"
#include "ui/program/run.h"
#include "ui/settings/keyboardsheet.h"

QWidget *Run::alertSetup(QWidget *parent, OfferUndo offerUndo)
{
    auto *setup = new AlertSetup(m_session->alertBook(), m_session->alerts(), m_session->board(),
                                 AssetDirectory::shipped(), m_desk.theme, parent);
    connect(setup, &AlertSetup::removed, setup,
            [this, offerUndo = std::move(offerUndo)](const QString &words, const RemovedAlert &removed) {
                offerUndo(tr("Removed: %1.").arg(words),
                          [this, removed] { std::ignore = m_session->alertBook().restore(removed); });
            });
    return setup;
}

void Run::testNotification(std::function<void(const QString &answer)> done)
{
    m_testNote = std::make_unique<Notifications>();
    connect(m_testNote.get(), &Notifications::failed, this,
            [done] { done(tr("no notification service answers")); });
    done(tr("sent"));
    m_testNote->show({QStringLiteral("test"), tr("Wickpost"), tr("Alerts look like this."), {}, false, {}});
}

void Run::openSettings(const QString &page)
{
    if (!m_settingsDialog) {
        QHash<VenueId, QString> names;
        for (const SourceInfo &info : m_session->venueInfos())
            names.insert(info.id, info.name);
        const SettingsServices services{
            m_desk.settings,
            m_session->board(),
            AssetDirectory::shipped(),
            m_session->feeds(),
            m_session->refresher(),
            m_session->articles(),
            m_desk.theme,
            m_desk.clock,
            defaultSettings(QLocale::system().name()),
            names,
            [this](const VenueId &venue, Reply<SourceTestResult> done) {
                return testSource(
                    m_desk.clock, m_session->makeSource(venue),
                    [done = std::move(done)](const Result<SourceAnswer> &answer) {
                        if (answer)
                            done(SourceTestResult{answer->roundTrip, answer->pair, answer->price});
                        else
                            done(tl::unexpected(answer.error()));
                    });
            },
            [this](const QString &typed, Reply<FoundFeed> done) {
                return FeedFinder(m_session->newsHttp(), m_session->workers(), m_desk.clock)
                    .find(typed, m_session->feeds().feeds(), std::move(done));
            },
            [this] { return isCompact() ? m_compact->pinning().grants() : dashboard().pinning().grants(); },
            Pinning::whyUnavailable(),
            tr("Wickpost %1").arg(wickpostVersion()),
            m_session->demo(),
            [this](QWidget *parent, OfferUndo offerUndo) { return alertSetup(parent, std::move(offerUndo)); },
            [this](auto done) { testNotification(std::move(done)); }};
        m_settingsDialog = std::make_unique<SettingsDialog>(services, isCompact() ? nullptr : &dashboard());
        connect(m_settingsDialog.get(), &SettingsDialog::demoRequested, this, &Run::demoRequested);
    }
    if (!page.isEmpty())
        m_settingsDialog->showPage(page);
    m_settingsDialog->show();
    m_settingsDialog->raise();
    m_settingsDialog->activateWindow();
}

void Run::openKeyboardSheet()
{
    auto *sheet =
        new KeyboardSheet(m_desk.theme, MainWindow::keyLines(), isCompact() ? nullptr : &dashboard());
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->show();
}
