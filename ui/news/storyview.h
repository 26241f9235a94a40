#pragma once

#include "ui/news/storybody.h"
#include "ui/style/theme.h"

#include <QTextBrowser>
#include <array>

class Menu;
class StoryDocument;

// The text of one story, at a measure of at most 660. Loads nothing, follows no link: a link that is clicked
// is told of, and what happens then is for the pane to ask. Four widgets of the pane's scroll with it.
class StoryView : public QTextBrowser
{
    Q_OBJECT
public:
    static constexpr int measure = 660, padding = 24;
    static constexpr int gutter = 8; // of the viewport beside the text, for grounds and rings of rows
    // Below the headline, two; between text and notes; below everything.
    enum class Inset { Trail, Prices, FullText, Foot };
    static constexpr int beside = 290, besideGap = 32; // the second column

    explicit StoryView(UiTheme &theme, QWidget *parent = nullptr);
    // From the top, or where the reader was (the same story, laid down anew).
    void showDocument(std::unique_ptr<StoryDocument> next, bool keepPlace = false);
    const StoryDocument *story() const;
    // Becomes a child; as wide as the text (Foot: and its gutters), as high as its heightForWidth(), gone
    // while that is 0.
    void setInset(Inset inset, QWidget *widget);
    // An inset wants another height, or has something to show now.
    void layInsets();
    // Left edge and width of the text: in the middle, or at the left of a second column.
    static QRect column(int paneWidth, const UiTheme &theme, bool beside = false);
    // Room for a second column.
    void setBeside(bool beside);
    bool isBeside() const { return m_beside; }
    QRect column() const;
    void page(bool down);
    void scrollTo(QWidget *child);
    // For "Copy with source": what is said behind the text.
    void setSource(const QString &source) { m_source = source; }

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    void linkActivated(const QUrl &link);
    void markActivated(const StoryMark &mark);
    void headlineCopyWanted();   // Ctrl+C with nothing selected
    void menuWanted(Menu *menu); // about to be shown: more may be put below

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void placeColumn();
    void makeRoom(StoryDocument &text);
    void placeInsets();
    int textWidth() const;
    int abovePrices() const;
    int insetHeight(Inset inset) const;
    QWidget *&inset(Inset inset) { return m_insets[size_t(inset)]; }
    QString selectedText() const;
    void copyWithSource();
    template <typename Paint> void forSeen(Paint paint);
    void paintGrounds(QPainter &painter);
    void paintChips(QPainter &painter, const QTextBlock &block);

    UiTheme &m_theme;
    QString m_source;
    std::array<QWidget *, 4> m_insets{};
    bool m_laying = false, m_beside = false;
};
