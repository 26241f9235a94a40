#pragma once

#include "ui/news/sinceview.h"
#include "ui/news/striphead.h"

// Below the headline: the strip, and below its line what it unfolds to. Takes no room when there is nothing
// to say.
class StoryStrip : public QWidget
{
    Q_OBJECT
public:
    explicit StoryStrip(UiTheme &theme, QWidget *parent = nullptr);
    void setWords(const StripWords &words, const SinceFigures &figures);
    void setMarket(const MarketLink &market);
    // False where the figures stand beside the text.
    void setFoldable(bool foldable);
    bool isUnfolded() const;
    StripHead &head() const { return *m_head; }
    SinceView *figures() const { return m_view; } // null until it was unfolded once
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }

signals:
    void heightChanged(); // unfolded or folded
    void marketWanted(const QUrl &page);

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override { place(); }

private:
    void toggle();
    void fold();
    void place();

    UiTheme &m_theme;
    StripHead *m_head;
    SinceView *m_view = nullptr;
    SinceFigures m_figures;
    MarketLink m_market;
    bool m_foldable = true, m_wanted = false; // wanted: as the reader left it
};
