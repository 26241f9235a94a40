#pragma once

#include "app/quotes/coinquote.h"
#include "ui/quotes/tone.h"
#include "ui/style/theme.h"

#include <QAbstractTableModel>

class Clock;

// What each source says of one coin, in the user's order (design.md, detail view): a row a source.
class SourceModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { SourceColumn, PairColumn, PriceColumn, MedianColumn, AgeColumn, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole, // Tone of the cell's text
        LiveRole                 // bool: the source's price is fresh
    };

    SourceModel(UiTheme &theme, Clock &clock, QObject *parent = nullptr);
    // Rows change in place while the same sources answer; ages are those of now.
    void setQuote(const CoinQuote &quote);
    const CoinQuote &quote() const { return m_quote; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const SourceQuote &source, int column) const;
    Tone tone(const SourceQuote &source, int column) const;
    QString toolTip(const SourceQuote &source) const;
    QString spoken(const SourceQuote &source, int column) const;

    UiTheme &m_theme;
    Clock &m_clock;
    CoinQuote m_quote;
};

// "14.28 · 0.012%": how far the live sources are apart, in dollars and of their median; "—" with fewer than
// two.
QString spreadText(const CoinQuote &quote, const Numbers &numbers);

Q_DECLARE_METATYPE(Tone)
