#pragma once

#include "ui/quotes/coinwatch.h"
#include "ui/style/theme.h"

#include <QWidget>

class CoinSizes;
class TextLink;

// The foot of the coin page, 72 high: where the price stands in its 24 h range, what 24 h compares with, the
// volume, and the way to "Why this number". What a source doesn't tell isn't shown.
class CoinFigures : public QWidget
{
    Q_OBJECT
public:
    CoinFigures(QuoteBoard &board, UiTheme &theme, Clock &clock, QWidget *parent = nullptr);
    void setCoin(const AssetId &asset) { m_watch.setCoin(asset); }
    void setWhyOffered(bool offered);      // whether anybody answers it
    void setSizes(const CoinSizes &sizes); // outlives it

    struct Figure
    {
        QString name, value;
    };
    // "24h open", "Bitget volume, 24h", rank and market cap ... as far as they are known. The latter under
    // the words their source asks for.
    QList<Figure> figures() const;

signals:
    void whyWanted();

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { place(); }

private:
    void refresh();
    void place();
    std::optional<Figure> coinSize() const;
    double roomFor(const Figure &figure) const;
    void paintRange(QPainter &painter, const SourceQuote &source, double width) const;

    UiTheme &m_theme;
    CoinWatch m_watch;
    const CoinSizes *m_sizes = nullptr;
    TextLink *m_why;
    bool m_whyOffered = false;
};
