#pragma once

#include "ui/style/theme.h"

#include <QUrl>
#include <QWidget>

class AddressLabel;
class IconButton;
class QLabel;
class QPushButton;

// Before a link of a story is opened, it says where that really leads.
class LinkBar : public QWidget
{
    Q_OBJECT
public:
    explicit LinkBar(UiTheme &theme, QWidget *parent = nullptr);
    // Hidden again by any of its buttons; links that may not be opened are said so.
    void ask(const QUrl &link);

signals:
    void opened(const QUrl &link);

protected:
    void paintEvent(QPaintEvent *) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    UiTheme &m_theme;
    QUrl m_link;
    QLabel *m_text, *m_warning;
    AddressLabel *m_address;
    QPushButton *m_open, *m_copy;
    IconButton *m_close;
};
