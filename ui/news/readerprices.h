#pragma once

#include "app/insight/storyprices.h"
#include "ui/news/sinceview.h"
#include "ui/style/exposure.h"

class Clock;
class SinceColumn;
class StoryStrip;

// The link to the market of a story's coin; without words where there is none.
using MarketOf = std::function<MarketLink(const AssetId &asset)>;

// What is known of prices around the open story, brought to the reader's strip and column and kept up to date
// while somebody can see them: nothing is looked up for a reader out of sight. Both widgets are made for the
// first story that is opened.
class ReaderPrices : public QObject
{
    Q_OBJECT
public:
    ReaderPrices(StoryPrices &prices, TapeChecker &tape, MarketOf market, UiTheme &theme, Clock &clock,
                 QWidget &reader);
    ~ReaderPrices() override;

    void open(const Story &story);
    void refresh(const Story &story); // the same one, perhaps with other coins
    void close();
    StoryStrip *strip() const { return m_strip; } // null before the first story
    // A column for the reader to place. Asked for where there is room for it.
    SinceColumn &column(QWidget *parent, QWidget *wheel);
    // Whether there is something for a column: known at once, so that the text needn't move when prices come.
    bool hasColumn() const { return m_hasColumn; }
    void setBeside(bool beside); // the column is shown, and the strip doesn't unfold

signals:
    void heightChanged(); // of the strip; or hasColumn()
    void marketWanted(const QUrl &page);

private:
    void show();

    StoryPrices &m_prices;
    TapeChecker &m_tape;
    MarketOf m_market;
    UiTheme &m_theme;
    Clock &m_clock;
    QWidget &m_reader;
    Exposure m_exposure;
    StoryStrip *m_strip = nullptr;
    SinceColumn *m_column = nullptr;
    std::optional<Story> m_story;
    std::optional<TapeCheck> m_check;
    bool m_beside = false, m_hasColumn = false;
    Request m_tapeAsked;
};
