#pragma once

#include "ui/quotes/statuswords.h"
#include "ui/style/theme.h"

#include <QWidget>

class NewsRefresher;
class SettingsFile;

// 26 high, 11 px: at the left each source with its mark, at the right how fresh things are. The right end
// gives way first; when the sources alone don't fit either, they become one: "4 of 4 sources".
class StatusBar : public QWidget
{
    Q_OBJECT
public:
    StatusBar(QuoteBoard &board, NewsRefresher &news, SettingsFile &settings, UiTheme &theme, Clock &clock,
              QWidget *parent = nullptr);
    void setNarrow(bool narrow); // one summary for all sources

signals:
    void detailsRequested(); // of the sources

protected:
    void paintEvent(QPaintEvent *) override;
    bool event(QEvent *event) override; // tool tips
    void contextMenuEvent(QContextMenuEvent *event) override;
    void showEvent(QShowEvent *) override { refresh(); }
    void resizeEvent(QResizeEvent *) override { layOut(); }

private:
    struct Item
    {
        VenueId venue; // empty: all of them
        StatusWords words;
        QRectF box;
        bool operator==(const Item &) const = default;
    };
    void refresh();
    void layOut();
    void arm();
    std::chrono::milliseconds untilNextWording() const;
    QList<Item> sourceItems() const;
    QStringList freshness() const;
    QString freshnessWithin(double width) const;
    QString toolTipOf(const Item &item) const;
    const Item *itemAt(const QPoint &at) const;
    double widthOf(const StatusWords &words) const;

    QuoteBoard &m_board;
    NewsRefresher &m_news;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    bool m_narrow = false;
    QList<Item> m_sources; // all of them
    StatusWords m_short;   // the one that stands for all
    QList<Item> m_items;   // as shown, with their places
    QStringList m_fresh;   // "News 2 min ago", "tick 09:42:18", "UTC+8"
    QString m_freshText;
    Tone m_freshTone = Tone::Secondary;
    Request m_tick;
};
