#pragma once

#include "ui/alerts/alertform.h"
#include "ui/alerts/alertsmodel.h"
#include "ui/style/rowlist.h"

class QPushButton;

// The alerts as the settings show them: a form in one line to add one, and all of them with a switch each.
// Delete removes the row in focus.
class AlertSetup : public QWidget
{
    Q_OBJECT
public:
    AlertSetup(AlertBook &book, AlertEngine &engine, QuoteBoard &board, const AssetDirectory &assets,
               UiTheme &theme, QWidget *parent = nullptr);
    AlertForm &form() { return *m_form; }
    RowList &list() { return *m_list; }

signals:
    void removed(const QString &words, const RemovedAlert &alert); // it may be taken back

protected:
    void paintEvent(QPaintEvent *) override;

private:
    class Row;
    void add();
    void rebuild();
    void remove(AlertId id);

    AlertBook &m_book;
    QuoteBoard &m_board;
    UiTheme &m_theme;
    QWidget *m_box;
    AlertForm *m_form;
    RowList *m_list;
    QList<Alert> m_shown; // enabled: and not done
};
