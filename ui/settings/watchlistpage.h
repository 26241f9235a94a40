#pragma once

#include "ui/settings/settingspage.h"
#include "ui/style/rowlist.h"

#include <QLineEdit>
#include <QListWidget>

// The coins in "my order": add by symbol or name, order, remove, and which source a coin's price comes from.
class WatchlistPage : public SettingsPage
{
    Q_OBJECT
public:
    WatchlistPage(SettingsServices &services, QWidget *parent);
    QString restoredNames() const override { return tr("The coins, their order and their sources"); }
    void restore(Settings &settings, const Settings &defaults) const override;

private:
    void rebuild();
    void find(const QString &text);
    void add(const AssetId &asset);
    void choosePriceFrom(const AssetId &asset, QAbstractButton *button);
    void setPriceFrom(const AssetId &asset, const VenueId &venue);
    QString priceFromName(const AssetId &asset) const;

    QLabel *m_count;
    QLineEdit *m_search;
    QListWidget *m_found;
    RowList *m_list;
    QList<AssetId> m_shown;
};
