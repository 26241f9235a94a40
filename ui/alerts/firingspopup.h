#pragma once

#include "ui/alerts/alertwords.h"
#include "ui/alerts/popup.h"

#include <QAbstractListModel>

class QLabel;
class QListView;
class QPushButton;

// What fired, newest first: what, on what evidence, when. A dot marks what nobody has acknowledged.
class FiringsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    FiringsModel(AlertBook &book, UiTheme &theme, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    const AlertFiring &firing(int row) const { return m_firings.at(row); }
    bool isNew(int row) const;

private:
    void follow();

    AlertBook &m_book;
    UiTheme &m_theme;
    QList<AlertFiring> m_firings; // the book's, as shown: shared with it until it changes
};

// The bell's list. A click, or Enter, opens the chart or the story.
class FiringsPopup : public Popup
{
    Q_OBJECT
public:
    FiringsPopup(AlertBook &book, UiTheme &theme, Clock &clock, QWidget *parent);
    QListView &list() { return *m_list; }

signals:
    void openWanted(const AlertFiring &firing);
    void settingsWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    void choose(const QModelIndex &index);

    AlertBook &m_book;
    FiringsModel m_model;
    QListView *m_list;
    QLabel *m_none;
    QPushButton *m_acknowledge;
};
