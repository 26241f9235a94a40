#pragma once

#include "ui/settings/settingspage.h"
#include "ui/style/rowlist.h"

#include <QPushButton>
#include <map>

// The exchanges in the user's order: on and off, health, a test of each, and the limits of staleness and
// disagreement.
class SourcesPage : public SettingsPage
{
    Q_OBJECT
public:
    SourcesPage(SettingsServices &services, QWidget *parent);
    QString restoredNames() const override { return tr("The sources, their order and their limits"); }
    void restore(Settings &settings, const Settings &defaults) const override;

signals:
    void demoRequested(bool demo);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    class Row;
    void rebuild();
    void refresh();
    void refreshLater();
    void testAll();
    QString healthOf(const SourceSetting &source) const;

    RowList *m_list;
    QPushButton *m_testAll;
    QList<SourceSetting> m_shown;
    std::map<VenueId, Request> m_tests;
    QHash<VenueId, QString> m_results;
    Request m_refresh;
};
