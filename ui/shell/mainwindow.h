#pragma once

#include "ui/platform/pinning.h"
#include "ui/settings/keyboardsheet.h"
#include "ui/shell/services.h"

#include "app/base/request.h"
#include "app/settings/settings.h"

#include <QHash>
#include <QWidget>

class Banner;
class Columns;
class CompactList;
class DemoFrame;
class NewsPane;
class PricePanel;
class QVBoxLayout;
class ReadingPane;
class StatusBar;
class Toolbar;
class WindowPlacement;
struct Story;

// The dashboard, and the compact list where there is no room for it (design.md section 14): composes the
// panes and passes on what one says to the other; decides nothing about news or prices. Keys are bound in
// shortcuts.cpp.
class MainWindow : public QWidget
{
    Q_OBJECT
public:
    explicit MainWindow(const Services &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    // Marks everything as simulated: badge, banner, frame and title.
    void setDemo(bool demo);
    // A line below the toolbar that stays until it is closed or its text becomes empty; one a key.
    void showNotice(const QString &key, const QString &text);
    // Before the first show: where it was, or `size` in its middle.
    void restorePlace(std::optional<QSize> size = std::nullopt);
    // Un-minimised and in front.
    void bringToFront();
    Pinning &pinning() { return m_pinning; }
    // Every key the dashboard binds, for the keyboard sheet.
    static QList<KeyLine> keyLines();

    void showStoriesOf(const AssetId &asset); // those alone

signals:
    void demoRequested(bool demo);
    void compactRequested();
    void dashboardRequested();
    void settingsRequested(const QString &page); // empty: the one shown last
    void keyboardSheetRequested();
    void refreshRequested(); // feeds and sources now
    void quitRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void compose();
    void connectNews();
    void connectPrices();
    void connectToolbar();
    struct Key;
    static const QList<Key> &keys(); // this and the next three: shortcuts.cpp
    void bindKeys();
    void togglePin();
    void stepTextSize(int by);
    void focusSearch();
    void goToCoin();
    void leaveSearchField();
    void toggleStoriesOf(const AssetId &asset);
    void openStory(const Story &story);
    void closeStory();
    void search(const QString &text);
    void escape();
    void nextPane(int direction);
    void changeTextSize(int percent);
    void refreshHealth();
    void refreshOffline();
    void applySettings(const Settings &settings);
    void applyArrangement();
    void applyWidth();
    void widen();
    void tellHidden();
    void openLink(const QUrl &link);

    Services m_services;
    Pinning m_pinning;
    Toolbar *m_toolbar;
    QVBoxLayout *m_banners;
    Banner *m_demoBanner, *m_offlineBanner;
    QHash<QString, Banner *> m_notices;
    NewsPane *m_news;
    ReadingPane *m_reader;
    PricePanel *m_prices;
    Columns *m_columns;
    StatusBar *m_status;
    CompactList *m_compact = nullptr; // below 360; made when first needed
    QSize m_wideSize;                 // before it became so narrow
    bool m_demo = false, m_narrow = false;
    DemoFrame *m_frame;
    WindowPlacement *m_placement;
    bool m_searchForCoin = false;
    Request m_countdown, m_storyWanted;
};
