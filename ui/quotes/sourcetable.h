#pragma once

#include "ui/quotes/sourcemodel.h"

#include <QTableView>

// The rows of SourceModel, 34 high, without a scroll bar: as high as they are. Decimal points share one x.
// Up and down move, Ctrl+C copies the price as its venue sent it.
class SourceTable : public QTableView
{
    Q_OBJECT
public:
    SourceTable(SourceModel &model, UiTheme &theme, QWidget *parent = nullptr);
    // Without heads and the comparison with the median, where there is no room.
    void setBrief(bool brief);

    // Where things stand in a row as wide as this.
    struct Places
    {
        double dot, source, pair, price, median, age; // left edges; from price on: right ends
        double fraction;                              // widest, right of the decimal points
    };
    Places places() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void restyle();
    void layOut();

    SourceModel &m_model;
    UiTheme &m_theme;
    bool m_brief = false, m_ring = false; // m_ring: the keyboard is here
    double m_fraction = 0;
    double m_names = 0; // room for the sources' names
};
