#pragma once

#include "ui/news/storyfilter.h"
#include "ui/style/controls.h"

#include <functional>

// Below the header of the news while they are searched or narrowed: a chip for each part of the filter, whose
// click takes it away, and a button with what could be added. Chips that don't fit go to further lines.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    // What the menu offers, asked each time it opens.
    struct Choices
    {
        QStringList coins, sources;
    };
    FilterBar(UiTheme &theme, std::function<Choices()> choices, QWidget *parent = nullptr);

    const StoryFilter &filter() const { return m_filter; }
    void setFilter(const StoryFilter &filter); // emits filterChanged()
    Menu *openMenu();                          // of what can be added

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(width, false); }
    QSize sizeHint() const override { return {200, place(std::max(width(), 200), false)}; }
    QSize minimumSizeHint() const override { return {100, place(std::max(width(), 100), false)}; }

signals:
    void filterChanged();

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;

private:
    void rebuild();
    int place(int width, bool move) const; // returns the height
    void addToggle(Menu *menu, const QString &text, bool on, const StoryFilter &with);

    UiTheme &m_theme;
    std::function<Choices()> m_choices;
    StoryFilter m_filter;
    QList<QAbstractButton *> m_chips;
    QAbstractButton *m_add;
};
