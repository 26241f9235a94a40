// What the dashboard shows of prices and stories together.
#include "ui/shell/mainwindow.h"

#include "app/insight/insight.h"
#include "ui/news/newspane.h"
#include "ui/news/readingpane.h"
#include "ui/quotes/coinhead.h"
#include "ui/quotes/pricepanel.h"
#include "ui/quotes/whycard.h"
#include "ui/shell/chartpane.h"
#include "ui/shell/coinview.h"

void MainWindow::connectInsight()
{
    connect(m_prices, &PricePanel::whyWanted, this, &MainWindow::openWhy);
    Insight *insight = m_services.insight;
    if (!insight)
        return;
    m_prices->setChanges(insight->changes());
    m_news->setPriceMoves([insight] { return insight->priceMoves(); });
    m_news->setStoryPrices(insight->storyPrices());
    m_reader->setInsight(insight->storyPrices(), insight->tape(), [this](const AssetId &asset) {
        const SourceQuote *shown = m_services.board.quote(asset).shownSource();
        return shown ? MarketLink{tr("Open %1 on %2").arg(pairName(shown->instrument), shown->venueName),
                                  marketPage(m_services.board, asset)}
                     : MarketLink{};
    });
}

void MainWindow::openWhy(const AssetId &asset)
{
    if (asset.value.isEmpty())
        return;
    if (!m_why) {
        m_why = new WhyCard(m_services.board, m_services.settings, m_services.wire, m_services.theme,
                            m_services.clock, this);
        if (m_services.insight)
            m_why->setChanges(m_services.insight->changes());
    }
    if (isPageShown()) // below its price
        m_why->openFor(asset, QRect(m_page->mapToGlobal(QPoint(0, m_services.theme.px(76))), QSize(170, 1)));
    else if (const QRect row = m_prices->view().placeOf(asset); m_prices->isVisible() && row.isValid())
        m_why->openFor(asset, row);
    else
        m_why->openFor(asset, QRect(m_chart->mapToGlobal(QPoint(0, m_services.theme.px(56))), QSize(170, 1)));
}
