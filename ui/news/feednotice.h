#pragma once

#include "app/news/newssource.h"
#include "ui/style/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

// "Couldn't load stories from Morning Ledger. The others are up to date." [Try again]; hidden while all is
// well.
class FeedNotice : public QWidget
{
    Q_OBJECT
public:
    FeedNotice(NewsRefresher &refresher, UiTheme &theme, QWidget *parent = nullptr);

    // What it says of feeds in this state; empty: nothing to say.
    static QString sentence(const NewsRefresher &refresher);

protected:
    void paintEvent(QPaintEvent *) override;

private:
    void refresh();
    void restyle();

    NewsRefresher &m_refresher;
    UiTheme &m_theme;
    QLabel *m_icon, *m_text;
    QPushButton *m_again;
};
