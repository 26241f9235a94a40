#pragma once

#include "ui/quotes/coinwatch.h"
#include "ui/quotes/shownchange.h"
#include "ui/style/badges.h"
#include "ui/style/theme.h"

#include <QUrl>
#include <QWidget>

class IconButton;
class QPushButton;
class TextLink;

// The head of a chart (design.md section 1): badge, name, market, price and 24 h change, each as far as there
// is room. Pane, 56 high: with the 24 h high and low; below 500 the price stands at the right, over its
// change. Page, 64 high: with the change in money, the way to the market's page and what can be done.
class CoinHead : public QWidget
{
    Q_OBJECT
public:
    enum class Style { Pane, Page };
    CoinHead(QuoteBoard &board, UiTheme &theme, Clock &clock, Style style, QWidget *parent = nullptr);

    void setCoin(const AssetId &asset);
    // What changes are measured from; rolling 24 h until then. Must outlive this.
    void setChanges(ChangeFigures &changes);
    // Page: whether alerts can be added here.
    void setAlertOffered(bool offered);

signals:
    void linkWanted(const QUrl &page);
    void alertWanted();
    void expandWanted();
    void whyWanted(); // the figure was clicked

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { place(); }
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Texts
    {
        QString name, market, price, unit, change, money, high, low;
        QString basis; // "since 00:00 UTC"; empty: rolling 24 h
        QColor priceInk, changeInk;
        int direction = 0; // of the triangle
        bool awaited = false;
        bool operator==(const Texts &) const = default;
    };
    Texts texts() const;
    ShownChange change() const;
    void refresh();
    void showTexts();
    void place();
    double paintNames(QPainter &painter, const Texts &texts, double room); // where they end
    double paintPrice(QPainter &painter, const Texts &texts, double x, double middle);
    void paintPane(QPainter &painter, const Texts &texts);
    void paintStacked(QPainter &painter, const Texts &texts);
    void paintPage(QPainter &painter, const Texts &texts);
    void paintChange(QPainter &painter, const Texts &texts, QPointF baseline, FontRole role,
                     bool fromRight) const;
    void paintHighLow(QPainter &painter, const Texts &texts, double from) const;
    double secondLineWidth(const Texts &texts) const; // page: what stands below the change
    bool isStacked() const;
    double widthOf(FontRole role, const QString &text) const;

    UiTheme &m_theme;
    Clock &m_clock;
    Style m_style;
    CoinWatch m_watch;
    const ChangeFigures *m_changes = nullptr;
    Texts m_texts; // as last shown
    // As last painted; a tick paints only what is right of m_figuresFrom.
    QRectF m_priceBox;
    double m_namesEnd = 0;
    int m_figuresFrom = 1;
    bool m_namesDue = true; // in the painting under way
    QUrl m_page;
    TextLink *m_market = nullptr;
    QPushButton *m_alert = nullptr;
    IconButton *m_expand = nullptr;
    bool m_alertOffered = false;
};

// The page of the market the shown price is from; empty: there is none.
QUrl marketPage(const QuoteBoard &board, const AssetId &asset);
