#pragma once

#include "ui/style/theme.h"

#include <QTextBrowser>

// The text of one story, at a measure of at most 660. Loads nothing, follows no link: a link that is clicked
// is told of, and what happens then is for the pane to ask.
class StoryView : public QTextBrowser
{
    Q_OBJECT
public:
    static constexpr int measure = 660, padding = 24;

    explicit StoryView(UiTheme &theme, QWidget *parent = nullptr);
    void showDocument(std::unique_ptr<QTextDocument> next);
    // Left edge and width of the text.
    static QRect column(int paneWidth, const UiTheme &theme);
    void page(bool down);

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    void linkActivated(const QUrl &link);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void placeColumn();

    UiTheme &m_theme;
};
