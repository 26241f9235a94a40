#pragma once

#include "ui/shell/statusbadge.h"

class BackButton;
class IconButton;
class SearchField;

// 44 high: mark, name and health at the left, the search, and the buttons at the right. Below 720 the search
// is a button that opens it over the rest.
class Toolbar : public QWidget
{
    Q_OBJECT
public:
    Toolbar(UiTheme &theme, Clock &clock, QWidget *parent = nullptr);

    void setHealth(const StatusWords &words);
    void setPinned(bool pinned);
    // What is shown lies over something: the way back to it, before the name; empty: none.
    void setBackTo(const QString &name);
    void setBell(int count); // alerts that fired and were not acknowledged
    QWidget *bell() const;
    void focusSearch();
    void setSearch(const QString &text);
    // Takes the search back one step: its words, then the keyboard. False: there was nothing to take back.
    bool leaveSearch();

signals:
    void searched(const QString &text);
    void searchLeft();
    void pinToggled(bool pinned);
    void compactRequested();
    void bellRequested();
    void settingsRequested();
    void backRequested();

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { arrange(); }

private:
    void arrange();
    int brandLeft() const;
    int leftEnd() const;
    void closeSearch();

    UiTheme &m_theme;
    BackButton *m_back;
    StatusBadge *m_badge;
    SearchField *m_search;
    IconButton *m_find, *m_pin, *m_compact, *m_bell, *m_settings;
    bool m_narrow = false, m_open = false;
};
