#pragma once

#include "app/news/article.h"
#include "ui/style/theme.h"

#include <QAbstractButton>

// One story that is offered: headline, a small word why, and when it is from. In narrow places the word moves
// to the right and the time goes; the headline is cut last.
struct Offer
{
    ArticleId id;
    QString title, why, when;
    QString narrowWhy; // with what `when` says, where that has no room; empty: the same
    QString tip;       // whole headline, outlet, exact time
    QString spoken;    // what a screen reader says
    bool operator==(const Offer &) const = default;
};

class OfferRow : public QAbstractButton
{
    Q_OBJECT
public:
    OfferRow(const Offer &offer, UiTheme &theme, QWidget *parent);
    ArticleId story() const { return m_offer.id; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;
    void keyPressEvent(QKeyEvent *event) override; // Enter opens, up and down move
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    UiTheme &m_theme;
    Offer m_offer;
};

// A heading and its rows; hidden while there are none.
class OfferSection : public QWidget
{
    Q_OBJECT
public:
    OfferSection(const QString &heading, UiTheme &theme, QWidget *parent);
    void setOffers(const QList<Offer> &offers);
    const QList<OfferRow *> &rows() const { return m_rows; }
    int wantedHeight() const; // 0 without rows

signals:
    void chosen(ArticleId id);

protected:
    void resizeEvent(QResizeEvent *) override;
    void paintEvent(QPaintEvent *) override;

private:
    int headingHeight() const;

    UiTheme &m_theme;
    QString m_heading;
    QList<Offer> m_offers;
    QList<OfferRow *> m_rows;
};
