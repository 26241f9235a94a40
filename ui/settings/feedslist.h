#pragma once

#include "ui/settings/feedrow.h"
#include "ui/settings/settingsservices.h"

#include <QSet>
#include <vector>

// The feeds in their groups, the user's own groups first, and within a group those that are on first. Rows
// stand where they stood while the page is open; health and ages go on.
class FeedsList : public RowList
{
    Q_OBJECT
public:
    static constexpr int shownRows = 6;

    FeedsList(SettingsServices &services, QWidget *parent);
    bool isHiddenSource(const QString &source) const { return m_hidden.contains(source); }

signals:
    void switched(const FeedId &feed, bool on);
    void editWanted(const FeedId &feed);
    void removeWanted(const FeedId &feed);
    void menuWanted(const FeedId &feed, const QPoint &at); // global

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void list();
    void rebuild();
    FeedRow *addFeedRow(const FeedEntry &entry);
    FeedId feedInFocus() const;
    void refresh();
    void refreshRow(FeedRow &row);
    void recall();

    SettingsServices &m_services;
    QHash<FeedId, FeedRow *> m_byId;
    QList<FeedId> m_shown; // as listed, to know whether the rows stand as they should
    QSet<QString> m_hidden;
    QHash<FeedId, FeedHealth> m_remembered; // of feeds that are off
    std::vector<Request> m_recalls;
    Request m_mutes, m_refresh;
};
