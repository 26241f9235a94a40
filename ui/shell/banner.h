#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QWidget>

class IconButton;
class QLabel;
class QPushButton;

// A line across the window, 34 high: an icon, what happened, what is being done, and buttons.
class Banner : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Plain, Warning, Demo };
    Banner(Kind kind, Icon icon, UiTheme &theme, QWidget *parent = nullptr);

    // Plain texts. `fact` may hold *words* that stand out; a change is announced to screen readers once.
    void setText(const QString &fact, const QString &doing = {});
    QString text() const;
    QPushButton *addButton(const QString &text);
    void setClosable(bool closable);

signals:
    void closed();

protected:
    void paintEvent(QPaintEvent *) override;

private:
    void restyle();

    Kind m_kind;
    Icon m_icon;
    UiTheme &m_theme;
    QString m_fact, m_doing;
    QLabel *m_picture, *m_text;
    IconButton *m_close;
};
