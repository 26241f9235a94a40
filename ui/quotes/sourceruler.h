#pragma once

#include "app/quotes/coinquote.h"
#include "ui/style/theme.h"

#include <QWidget>

// Where each live source stands between the lowest and the highest, and the median: one line, to scale. Takes
// no room while fewer than two sources are live.
class SourceRuler : public QWidget
{
    Q_OBJECT
public:
    explicit SourceRuler(UiTheme &theme, QWidget *parent = nullptr);
    void setQuote(const CoinQuote &quote);

    struct Mark
    {
        QString name;
        double x = 0;     // of the dot
        double label = 0; // centre of its name
        bool named = true;
        bool differs = false;
    };
    // From left to right; names are moved aside so that none covers another, those that find no room go.
    QList<Mark> marks() const;
    std::optional<double> medianX() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    double toX(double share) const;

    UiTheme &m_theme;
    CoinQuote m_quote;
};
