#pragma once

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QTabBar>

// One of several: "1H 24H 7D". A group of radio buttons to assistive technology; arrow keys move.
class Segments : public QWidget
{
    Q_OBJECT
public:
    Segments(UiTheme &theme, const QStringList &labels, const QString &name, QWidget *parent = nullptr);
    // Icons in place of words; the names are said and stand in the tool tips.
    struct IconChoice
    {
        Icon icon;
        QString name, toolTip;
    };
    Segments(UiTheme &theme, const QList<IconChoice> &choices, const QString &name,
             QWidget *parent = nullptr);
    int current() const;
    void setCurrent(int index);               // emits nothing
    void setOffered(int index, bool offered); // hides one of them where there is no room
    QSize sizeHint() const override;

signals:
    void chosen(int index); // by the user

private:
    void addButton(QAbstractButton *button);

    QLayout *m_row = nullptr;
    QList<QAbstractButton *> m_buttons;
};

// Latest · Trending · Saved: page tabs in the same look, with a count behind the label where there is one.
class Tabs : public QTabBar
{
    Q_OBJECT
public:
    explicit Tabs(UiTheme &theme, QWidget *parent = nullptr);
    void setCount(int tab, int count); // 0: none

protected:
    void paintEvent(QPaintEvent *) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    int count(int tab) const { return tabData(tab).toInt(); }
    qreal countWidth(int count) const;
    UiTheme &m_theme;
};
