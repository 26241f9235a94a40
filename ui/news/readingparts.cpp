// What ReadingPane is made of, and what its parts tell it.
#include "ui/news/fulltextbar.h"
#include "ui/news/linkbar.h"
#include "ui/news/readingpane.h"
#include "ui/news/sincecolumn.h"
#include "ui/news/storyactions.h"
#include "ui/news/storyfoot.h"
#include "ui/news/storyhead.h"
#include "ui/news/storyoffers.h"
#include "ui/news/storypictures.h"
#include "ui/news/storystrip.h"
#include "ui/news/storytext.h"
#include "ui/news/storytrail.h"
#include "ui/news/storyview.h"
#include "ui/style/controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>

namespace {
constexpr int fromWidth = 900, aboveRule = 15, belowRule = 14;

// A widget and what is in it, in the order it was made.
QWidget *orderedAfter(QWidget *last, QWidget *part)
{
    for (QWidget *widget : QList<QWidget *>{part} + part->findChildren<QWidget *>()) {
        if (last)
            QWidget::setTabOrder(last, widget);
        last = widget;
    }
    return last;
}
} // namespace

void ReadingPane::buildRows()
{
    m_back->setName(tr("Back"), Qt::Key_Escape);
    m_previous->setName(tr("Previous story"), Qt::Key_K);
    m_next->setName(tr("Next story"), Qt::Key_J);
    connect(m_back, &QAbstractButton::clicked, this, &ReadingPane::backRequested);
    connect(m_previous, &QAbstractButton::clicked, this, &ReadingPane::previousRequested);
    connect(m_next, &QAbstractButton::clicked, this, &ReadingPane::nextRequested);
    for (QWidget *row : {m_backRow, m_headRow}) {
        auto *actions = new StoryActions(m_theme, row);
        connect(actions, &StoryActions::saveWanted, this, [this] {
            if (m_story)
                m_store.setSaved(m_story->article.id, !m_story->state.saved);
        });
        connect(actions, &StoryActions::linkWanted, this, [this] {
            if (m_story)
                QGuiApplication::clipboard()->setText(QString::fromUtf8(m_story->article.link.toEncoded()));
        });
        connect(actions, &StoryActions::browserWanted, this, [this] {
            if (m_story && !realHost(m_story->article.link).isEmpty())
                emit browserRequested(m_story->article.link);
        });
        m_actions.append(actions);
    }
    auto *back = new QHBoxLayout(m_backRow);
    back->setContentsMargins(4, 0, 10, 0);
    back->setSpacing(2);
    m_backName->setTextFormat(Qt::PlainText);
    back->addWidget(m_back);
    back->addWidget(m_backName, 1);
    back->addWidget(m_previous);
    back->addWidget(m_next);
    back->addSpacing(12);
    back->addWidget(m_actions.first());
    auto *head = new QHBoxLayout(m_headRow);
    head->setSpacing(4);
    head->addWidget(m_head, 1);
    head->addWidget(m_actions.last());
}

void ReadingPane::connectView()
{
    m_view->setAccessibleName(tr("Story"));
    m_view->setInset(StoryView::Inset::Trail, m_trail);
    m_view->setInset(StoryView::Inset::FullText, m_fullText);
    m_view->setInset(StoryView::Inset::Foot, m_foot);
    connect(m_fullText, &FullTextBar::wanted, this, &ReadingPane::readFullText);
    connect(m_fullText, &FullTextBar::cancelled, this, [this] {
        m_pageAsked.reset();
        m_view->setFocus(Qt::OtherFocusReason);
        offerFullText();
    });
    connect(m_fullText, &FullTextBar::browserWanted, this, [this] {
        if (m_story)
            emit browserRequested(m_story->article.link);
    });
    connect(m_fullText, &FullTextBar::changed, m_view, &StoryView::layInsets);
    connect(m_pictures, &StoryPictures::changed, this, [this] {
        m_body.pictures = m_pictures->pictures();
        showText(false);
    });
    connect(m_view, &StoryView::linkActivated, m_linkBar, &LinkBar::ask);
    connect(m_view, &StoryView::markActivated, this, &ReadingPane::press);
    connect(m_view, &StoryView::headlineCopyWanted, this, &ReadingPane::copyHeadline);
    connect(m_view, &StoryView::menuWanted, this, [this](Menu *menu) {
        if (!m_story || !m_pictures->canLoad())
            return;
        menu->addSeparator();
        QAction *always = menu->add(tr("Always show pictures from %1").arg(shownSource(m_story->article)));
        always->setCheckable(true);
        always->setChecked(alwaysPictures());
        connect(always, &QAction::triggered, this, &ReadingPane::setPicturesFrom);
    });
    connect(m_trail, &StoryTrail::sourcesWanted, this, &ReadingPane::showReports);
    connect(m_offers, &StoryOffers::storyWanted, this, &ReadingPane::storyWanted);
    connect(m_linkBar, &LinkBar::opened, this, &ReadingPane::browserRequested);
}

void ReadingPane::setInsight(StoryPrices &prices, TapeChecker &tape, MarketOf market)
{
    m_prices = std::make_unique<ReaderPrices>(prices, tape, std::move(market), m_theme, m_clock, *this);
    connect(m_prices.get(), &ReaderPrices::heightChanged, this, [this] {
        placeRows();
        m_view->layInsets();
    });
    connect(m_prices.get(), &ReaderPrices::marketWanted, this, &ReadingPane::browserRequested);
}

// The strip is made for the first story.
void ReadingPane::showPrices()
{
    if (!m_prices)
        return;
    const bool first = !m_prices->strip();
    m_prices->open(*m_story);
    if (first) {
        m_view->setInset(StoryView::Inset::Prices, m_prices->strip());
        orderTabs();
    }
    placeRows();
}

// From 900 on the watchlist since the story has a column of its own.
void ReadingPane::placeBeside()
{
    const bool beside = m_prices && m_story && m_prices->hasColumn() && width() >= m_theme.px(fromWidth);
    const bool before = m_view->isBeside();
    m_view->setBeside(beside);
    if (!beside && !before)
        return;
    if (beside) {
        SinceColumn &column = m_prices->column(m_page, m_view->viewport());
        column.setGeometry(StoryView::column(width(), m_theme, true).right() + 1 + StoryView::besideGap,
                           aboveRule, m_theme.px(StoryView::beside) + SinceColumn::barRoom,
                           height() - aboveRule - belowRule);
        column.raise();
        column.show();
    } else {
        m_prices->column(m_page, m_view->viewport()).hide();
    }
    m_prices->setBeside(beside);
}

// The head stands on the text's column; its icons end where the text ends, 7 px of air inside their buttons.
void ReadingPane::placeRows()
{
    m_backRow->setFixedHeight(m_theme.px(40));
    m_backName->setFont(m_theme.font(FontRole::SmallStrong));
    placeBeside();
    const QRect column = StoryView::column(width(), m_theme, m_view->isBeside());
    const bool over = !m_backTo.isEmpty();
    m_headRow->layout()->setContentsMargins(column.left(), over ? 8 : 9,
                                            width() - column.right() - 1 - (over ? 0 : 7), over ? 2 : 3);
}

void ReadingPane::resizeEvent(QResizeEvent *event)
{
    placeRows();
    QWidget::resizeEvent(event);
}

void ReadingPane::setBackTo(const QString &name)
{
    m_backTo = name;
    m_backName->setText(name);
    const bool over = !name.isEmpty();
    m_backRow->setVisible(over);
    m_actions.last()->setVisible(!over);
    m_head->setTagsAtEnd(over);
    placeRows();
}

void ReadingPane::setChart(QWidget *chart, int height)
{
    const bool isNew = !m_foot->isAncestorOf(chart);
    m_foot->setChart(chart, height);
    if (isNew)
        orderTabs();
    m_view->layInsets();
}

// As one reads: head, trail, text, what stands below it, the question about a link.
void ReadingPane::orderTabs()
{
    QWidget *last = orderedAfter(nullptr, m_back);
    for (QWidget *part : {static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_next),
                          static_cast<QWidget *>(m_actions.first()), static_cast<QWidget *>(m_head),
                          static_cast<QWidget *>(m_actions.last()), static_cast<QWidget *>(m_trail)})
        last = orderedAfter(last, part);
    if (m_prices && m_prices->strip())
        last = orderedAfter(last, m_prices->strip());
    setTabOrder(last, m_view); // in which the insets are
    last = m_view;
    for (QWidget *part : {static_cast<QWidget *>(m_fullText), static_cast<QWidget *>(m_foot),
                          static_cast<QWidget *>(m_linkBar)})
        last = orderedAfter(last, part);
}
