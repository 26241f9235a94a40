#include "ui/news/storyoffers.h"

#include "app/base/clock.h"
#include "ui/news/eventreports.h"
#include "ui/news/offersection.h"
#include "ui/news/storytext.h"
#include "ui/news/storyview.h"
#include "ui/style/chips.h"

#include <QPainter>

using namespace std::chrono_literals;

namespace {
constexpr int aboveRule = 10;

Offer offerOf(const Story &story, const Times &times, UtcTime now)
{
    const UtcTime time = shownTime(story.article);
    Offer offer;
    offer.id = story.article.id;
    offer.title = story.article.title;
    offer.when = now - time < 24h ? times.minute(time) : times.full(time);
    offer.tip =
        QStringLiteral("%1\n%2, %3").arg(story.article.title, shownSource(story.article), times.exact(time));
    return offer;
}
} // namespace

StoryOffers::StoryOffers(UiTheme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_clock(clock),
      m_reports(new OfferSection(tr("Also reported by"), theme, this)),
      m_related(new OfferSection(tr("You may also like"), theme, this))
{
    for (OfferSection *section : {m_reports, m_related})
        connect(section, &OfferSection::chosen, this, &StoryOffers::storyWanted);
}

void StoryOffers::setReports(const Story &open, const QList<Story> &cluster)
{
    QList<Offer> offers;
    const QList<EventReport> reports = eventReports(cluster);
    for (const EventReport &report : reports) {
        if (report.story.article.id == open.article.id)
            continue;
        Offer offer = offerOf(report.story, m_theme.times(), m_clock.now());
        offer.why = shownSource(report.story.article);
        const QString delay = report.lag < 1min ? tr("first") : delayWords(report.lag);
        offer.when = QStringLiteral("%1 · %2").arg(offer.when, delay);
        offer.narrowWhy = QStringLiteral("%1 · %2").arg(offer.why, delay);
        offer.spoken = tr("%1, by %2, %3").arg(offer.title, offer.why, offer.when);
        offers.append(offer);
    }
    m_reports->setOffers(offers);
    resizeEvent(nullptr);
}

void StoryOffers::setRelated(const QList<RelatedRow> &related)
{
    QList<Offer> offers;
    for (const RelatedRow &row : related) {
        Offer offer = offerOf(row.story, m_theme.times(), m_clock.now());
        offer.why = relatedReason(row.related);
        offer.spoken = tr("%1, %2, %3").arg(offer.title, offer.why, offer.when);
        offers.append(offer);
    }
    m_related->setOffers(offers);
    resizeEvent(nullptr);
}

void StoryOffers::clear()
{
    m_reports->setOffers({});
    m_related->setOffers({});
}

void StoryOffers::setRuled(bool ruled)
{
    m_ruled = ruled;
    resizeEvent(nullptr);
    update();
}

int StoryOffers::aboveRows() const
{
    return m_ruled ? aboveRule + 1 : 0;
}

int StoryOffers::heightForWidth(int) const
{
    const int rows = m_reports->wantedHeight() + m_related->wantedHeight();
    return rows == 0 ? 0 : aboveRows() + rows + 16;
}

void StoryOffers::resizeEvent(QResizeEvent *)
{
    int y = aboveRows();
    for (OfferSection *section : {m_reports, m_related}) {
        section->setGeometry(0, y, width(), section->wantedHeight());
        y += section->wantedHeight();
    }
}

void StoryOffers::paintEvent(QPaintEvent *)
{
    if (!m_ruled)
        return;
    QPainter painter(this);
    fillRule(painter, QRectF(StoryView::gutter, aboveRule, width() - 2 * StoryView::gutter, 1),
             m_theme.tokens().border);
}
