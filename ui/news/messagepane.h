#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

// What stands in an empty pane: an icon, a sentence, what is being done about it, and perhaps a button.
class MessagePane : public QWidget
{
    Q_OBJECT
public:
    explicit MessagePane(UiTheme &theme, QWidget *parent = nullptr);
    // Empty texts leave their line out. All texts are plain.
    void show(Icon icon, const QString &title, const QString &text, const QString &button = {});
    QString title() const;

signals:
    void pressed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void restyle();
    void fitText();

    UiTheme &m_theme;
    Icon m_icon = Icon::Story;
    QLabel *m_picture, *m_title, *m_text;
    QPushButton *m_button;
};
