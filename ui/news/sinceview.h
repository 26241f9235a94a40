#pragma once

#include "ui/news/stripwords.h"
#include "ui/news/wordsheet.h"

#include <QUrl>
#include <QWidget>

class TextLink;

// Where a coin is traded: the market's own page.
struct MarketLink
{
    QString words; // "Open BTC/USDT on Bitget"
    QUrl page;
};

// The watchlist since a story, each coin with a bar as long as its move and all of them against the market's;
// below it the story's own coins at its moments, and the way to the market.
class SinceView : public QWidget
{
    Q_OBJECT
public:
    explicit SinceView(UiTheme &theme, QWidget *parent = nullptr);
    void setFigures(const SinceFigures &figures);
    const SinceFigures &figures() const { return m_figures; }
    void setMarket(const MarketLink &market);
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }
    const QList<PlacedWord> &placed() const { return m_laid.words; }

signals:
    void marketWanted(const QUrl &page);

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { place(); }
    bool event(QEvent *event) override;

private:
    struct Layout
    {
        QList<PlacedWord> words;
        QList<QRectF> bars, rules;
        std::optional<QLineF> market;
        int link = 0, height = 0; // where the link stands
    };
    Layout layOut(int width) const;
    void layWatchlist(Layout &laid, int width) const;
    void layMoments(Layout &laid, int width) const;
    void layNote(Layout &laid, int width) const;
    void place();

    UiTheme &m_theme;
    WordSheet m_sheet;
    SinceFigures m_figures;
    MarketLink m_market;
    TextLink *m_link;
    Layout m_laid;
};
