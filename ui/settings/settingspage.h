#pragma once

#include "ui/settings/settingsservices.h"
#include "ui/style/controls.h"

#include <QLabel>
#include <QVBoxLayout>

// One page of the dialog: a title, rows below it, a sentence for the footer. Rows are a label (with a second
// line where needed) at the left and a control at the right.
class SettingsPage : public QWidget
{
    Q_OBJECT
public:
    SettingsPage(SettingsServices &services, const QString &title, const QString &footer, QWidget *parent);

    const QString &title() const { return m_title; }
    const QString &footer() const { return m_footer; }
    // What "Restore defaults" of this page names: "Theme, Up and down, ...".
    virtual QString restoredNames() const = 0;
    // Puts this page's settings back; leaves all others alone.
    virtual void restore(Settings &settings, const Settings &defaults) const = 0;

protected:
    SettingsServices &m_services;
    QVBoxLayout *m_rows;

    const Settings &settings() const { return m_services.settings.settings(); }
    template <typename Change> void change(Change apply) { m_services.settings.change(apply); }
    void addTitle(QWidget *atRight = nullptr, QWidget *behind = nullptr);
    void addHeading(const QString &text);
    // Returns the label, for buddies and tests.
    QLabel *addRow(const QString &label, const QString &second, std::initializer_list<QWidget *> controls);
    QLabel *words(const QString &text, const char *role);

private:
    QString m_title, m_footer;
};
