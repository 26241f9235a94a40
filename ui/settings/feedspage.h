#pragma once

#include "ui/settings/addfeedpanel.h"
#include "ui/settings/feedslist.h"
#include "ui/settings/pagenotice.h"
#include "ui/settings/settingspage.h"

// The feeds, grouped: switch, health, add with a preview, edit, hide, remove with undo, OPML in and out; and
// how often they are asked and how long texts are kept.
class FeedsPage : public SettingsPage
{
    Q_OBJECT
public:
    FeedsPage(SettingsServices &services, QWidget *parent);
    QString restoredNames() const override;
    // The shipped feeds as they come; those of the user stay.
    void restore(Settings &settings, const Settings &defaults) const override;

public slots:
    void importFrom(const QString &path);
    void exportTo(const QString &path);

private:
    // feedsreading.cpp
    void addReading();
    void forgetReading();
    Toggle *flag(const QString &name, bool Settings::*field);
    Combo *choice(const QString &name, const QList<QPair<QString, int>> &values, int Settings::*field);

    void showFileNotice();
    void showPanel(bool shown);
    void add(const FeedEntry &entry);
    void edit(const FeedId &id);
    void remove(const FeedId &id);
    void setHidden(const QString &source, bool hidden);
    void openMenu(const FeedId &id, const QPoint &at);
    void openOpmlMenu();
    void chooseFile(bool import);
    void told(const Result<void> &done);

    QPushButton *m_opml, *m_add;
    AddFeedPanel *m_panel;
    QLabel *m_fileNotice;
    PageNotice *m_notice;
    FeedsList *m_list;
    QWidget *m_reading;
};
