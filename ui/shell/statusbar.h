#pragma once

#include "ui/shell/healthwords.h"

#include <QWidget>

class NewsRefresher;
class SettingsFile;

// 26 high, 11 px: at the left each source with its mark, at the right how fresh things are. When the sources
// don't fit they become one: "4 of 4 sources".
class StatusBar : public QWidget
{
    Q_OBJECT
public:
    StatusBar(QuoteBoard &board, NewsRefresher &news, SettingsFile &settings, UiTheme &theme, Clock &clock,
              QWidget *parent = nullptr);
    void setDemo(bool demo);
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
        SourceWords words;
        QRectF box;
    };
    void refresh();
    void layOut();
    void arm();
    const Item *itemAt(const QPoint &at) const;
    double widthOf(const SourceWords &words) const;
    QColor colour(HealthMark mark) const;

    QuoteBoard &m_board;
    NewsRefresher &m_news;
    SettingsFile &m_settings;
    UiTheme &m_theme;
    Clock &m_clock;
    bool m_demo = false, m_narrow = false;
    QList<SourceWords> m_words;
    QList<Item> m_items;
    Freshness m_fresh;
    Request m_tick;
};
