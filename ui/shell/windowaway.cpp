// "While you were away", over the window's middle.
#include "ui/shell/mainwindow.h"

#include "app/news/articlestore.h"
#include "ui/insight/awaycard.h"
#include "ui/news/newspane.h"
#include "ui/news/readingpane.h"
#include "ui/quotes/pricepanel.h"
#include "ui/shell/awaydesk.h"
#include "ui/shell/chartpane.h"
#include "ui/shell/coinview.h"
#include "ui/shell/columns.h"
#include "ui/shell/demoframe.h"
#include "ui/shell/pricescolumn.h"

void MainWindow::connectAway()
{
    AwayDesk *desk = m_services.awayDesk;
    if (!desk)
        return;
    connect(desk, &AwayDesk::changed, this, &MainWindow::showAway);
    connect(m_columns, &Columns::arrangementChanged, this, &MainWindow::placeAway);
    connect(m_columns, &Columns::paneShown, this, &MainWindow::placeAway);
    if (desk->digest()) // made while another window was there
        QMetaObject::invokeMethod(this, &MainWindow::showAway, Qt::QueuedConnection);
}

void MainWindow::showAway()
{
    AwayDesk &desk = *m_services.awayDesk;
    if (!desk.digest()) {
        if (m_away)
            m_away->hide();
        return;
    }
    if (!m_away) {
        m_away = new AwayCard(m_services.theme, this);
        connect(m_away, &AwayCard::sizeWanted, this, &MainWindow::placeAway);
        connect(m_away, &AwayCard::dismissed, &desk, &AwayDesk::dismiss);
        connect(m_away, &AwayCard::readWanted, this, &MainWindow::readMissed);
        connect(m_away, &AwayCard::readAllWanted, this, &MainWindow::markMissedRead);
        connect(m_away, &AwayCard::storyWanted, this, [this](ArticleId story) {
            m_services.awayDesk->dismiss();
            showStory(story);
        });
        connect(m_away, &AwayCard::coinWanted, this, [this](const AssetId &asset) {
            m_services.awayDesk->dismiss();
            openCoin(asset);
        });
    }
    m_away->setDigest(*desk.digest());
    placeAway();
}

// In the middle between news and prices, or over what is at the left; never over the prices.
void MainWindow::placeAway()
{
    if (!m_away || !m_services.awayDesk->digest())
        return;
    QRect room = cardRoom();
    if (m_columns->arrangement() == Columns::Layout::Three && !isPageShown() && !m_narrow) {
        const int left = m_news->mapTo(this, QPoint(m_news->width(), 0)).x();
        const int right = m_pricesColumn->mapTo(this, QPoint()).x();
        if (right > left && m_news->isVisible())
            room = QRect(left, room.top(), right - left, room.height());
    } else if (isPageShown()) {
        room = m_page->chart().rect().translated(m_page->chart().mapTo(this, QPoint()));
    }
    m_away->place(room);
    m_frame->raise();
}

// The ones several outlets told: the first opens, the others stand beside it in Trending.
void MainWindow::readMissed()
{
    const auto digest = m_services.awayDesk->digest();
    m_services.awayDesk->dismiss();
    if (!digest || digest->inSeveralOutlets.isEmpty())
        return;
    m_columns->showPane(Columns::Pane::News);
    m_news->showTrending();
    showStory(digest->inSeveralOutlets.first().article.id);
}

void MainWindow::markMissedRead()
{
    const auto digest = m_services.awayDesk->digest();
    m_services.awayDesk->dismiss();
    if (!digest)
        return;
    QList<ArticleId> ids;
    for (const QList<Story> &stories : {digest->inSeveralOutlets, digest->others})
        for (const Story &story : stories)
            ids.append(story.article.id);
    m_services.articles.setRead(ids, true, ReadReach::Cluster);
}

bool MainWindow::dismissAway()
{
    if (!m_away || !m_away->isVisible())
        return false;
    m_services.awayDesk->dismiss();
    return true;
}

bool MainWindow::isAwaySettled() const
{
    return !m_services.awayDesk || !m_services.awayDesk->isBusy();
}
