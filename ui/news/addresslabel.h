#pragma once

#include "ui/style/theme.h"

#include <QUrl>
#include <QWidget>

// Where a link leads, on one line: the host stands out, what follows it is cut where room ends (all of it is
// in the tool tip and for screen readers). A host in other letters than it seems is shown as it really is,
// with what it passes for.
class AddressLabel : public QWidget
{
    Q_OBJECT
public:
    explicit AddressLabel(UiTheme &theme, QWidget *parent = nullptr);
    void setLink(const QUrl &link); // http or https
    QString host() const { return m_host; }
    QString rest() const { return m_rest; }
    // "Its letters are not Latin ones: it reads “аpple.com”." Empty: they are.
    QString warning() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
    QString m_scheme; // shown where it is not https
    QString m_host, m_rest;
    QString m_reads; // the host as its letters look; empty: no other way
};
