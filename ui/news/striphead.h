#pragma once

#include "ui/news/stripwords.h"
#include "ui/news/wordsheet.h"

#include <QAbstractButton>

// The strip's own line, 32 high: what moved since, at the right how the watchlist did and a chevron. What
// doesn't fit goes on below it; the watchlist's words go first. Pressed by click, Enter and Space while there
// is something to unfold.
class StripHead : public QAbstractButton
{
    Q_OBJECT
public:
    explicit StripHead(UiTheme &theme, QWidget *parent = nullptr);
    void setWords(const StripWords &words);
    const StripWords &words() const { return m_words; }
    void setFoldable(bool foldable);
    bool isFoldable() const { return m_foldable; }
    void setUnfolded(bool unfolded);
    bool isUnfolded() const { return m_unfolded; }
    QString spoken() const; // with what pressing it does
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }
    const QList<PlacedWord> &placed() const { return m_placed; }

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { place(); }
    void keyPressEvent(QKeyEvent *event) override;
    bool hitButton(const QPoint &) const override { return m_foldable; }
    bool event(QEvent *event) override;

private:
    struct Layout
    {
        QList<PlacedWord> words;
        int height = 0;
    };
    Layout layOut(int width) const;
    QList<QList<PlacedWord>> pieces() const;
    PlacedWord word(const QString &text, FontRole role, const QColor &ink, const QString &tip = {},
                    bool figure = false) const;
    void place();

    UiTheme &m_theme;
    WordSheet m_sheet;
    StripWords m_words;
    QList<PlacedWord> m_placed;
    bool m_foldable = false, m_unfolded = false;
};
