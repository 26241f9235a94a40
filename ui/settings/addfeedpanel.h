#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/news/foundfeed.h"
#include "ui/settings/feedform.h"

#include <QPushButton>

class QVBoxLayout;

// Adds a feed: an address is typed, what it brings is shown, and only then it is added.
class AddFeedPanel : public QWidget
{
    Q_OBJECT
public:
    using Find = std::function<Request(const QString &typed, Reply<FoundFeed> done)>;
    // `find` null: nothing may be fetched in this run, and the panel says so.
    AddFeedPanel(UiTheme &theme, Find find, QWidget *parent);

    // Empty, with the list as it is now.
    void open(const QList<FeedEntry> &listed);
    // Why the feed could not be added.
    void setProblem(const QString &problem);

signals:
    void addWanted(const FeedEntry &entry);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void look();
    void found(const Result<FoundFeed> &found);
    void showFound(const FoundFeed &found);
    void say(const QString &words, const char *role);
    void clearFound();
    QLabel *label(const QString &text, const char *role);

    UiTheme &m_theme;
    Find m_find;
    QList<FeedEntry> m_listed;
    QLineEdit *m_address;
    QPushButton *m_look;
    QLabel *m_said;
    QWidget *m_found = nullptr; // the preview
    FeedForm *m_form = nullptr;
    QVBoxLayout *m_rows;
    FoundFeed m_shown;
    Request m_search;
};
