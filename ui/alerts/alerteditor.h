#pragma once

#include "ui/alerts/alertform.h"
#include "ui/alerts/popup.h"

class QPushButton;

// Adds an alert, or changes one: the whole form in a popup. Enter keeps it, Esc leaves it.
class AlertEditor : public Popup
{
    Q_OBJECT
public:
    AlertEditor(AlertBook &book, AlertEngine &engine, QuoteBoard &board, const AssetDirectory &assets,
                UiTheme &theme, QWidget *parent);
    void begin(const AssetId &asset, const std::optional<Decimal> &level = std::nullopt);
    void edit(const Alert &alert);
    AlertForm &form() { return *m_form; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void save();

    QLabel *m_title;
    AlertForm *m_form;
    QPushButton *m_save;
};
