#include "ui/news/offersection.h"

#include "ui/news/readeraccess.h"
#include "ui/news/storyview.h"
#include "ui/style/chips.h"
#include "ui/style/ownwords.h"

#include <QKeyEvent>
#include <QPainter>
#include <cmath>

namespace {
constexpr int narrow = 400;                 // where the time goes
constexpr int overhang = StoryView::gutter; // of a row's ground beyond its words, on either side
} // namespace

OfferRow::OfferRow(const Offer &offer, UiTheme &theme, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_offer(offer)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setProperty("ownFocus", true);
    setText(offer.title);
    setAccessibleName(offer.spoken);
    setToolTip(offer.tip);
    followTheme(theme, this);
}

QSize OfferRow::sizeHint() const
{
    return {m_theme.px(200), std::max(24, m_theme.px(26))};
}

void OfferRow::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(t.accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(underMouse() || hasFocus() ? QBrush(t.hover) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);

    const bool slim = width() < m_theme.px(narrow);
    const QString &why = slim && !m_offer.narrowWhy.isEmpty() ? m_offer.narrowWhy : m_offer.why;
    const qreal chip = why.isEmpty() ? 0 : chipWidth(fonts, why) + 8;
    const QFontMetricsF &meta = fonts.metrics(FontRole::Meta);
    const qreal when = slim ? 0 : std::ceil(meta.horizontalAdvance(m_offer.when)) + 10;
    const qreal left = overhang, right = width() - overhang;
    const QString title =
        fonts.metrics(FontRole::Text).elidedText(m_offer.title, Qt::ElideRight, right - left - chip - when);
    painter.setFont(m_theme.font(FontRole::Text));
    painter.setPen(t.text);
    drawOwnWords(painter, QPointF(left, fonts.baseline(FontRole::Text, 0, height())), title);
    if (chip > 0) {
        const qreal after = left + fonts.metrics(FontRole::Text).horizontalAdvance(title) + 8;
        drawChip(painter, QPointF(slim ? right - chip + 8 : after, (height() - m_theme.px(16)) / 2), m_theme,
                 why, t.textSecondary, t.elevated);
    }
    if (when > 0) {
        painter.setFont(m_theme.font(FontRole::Meta));
        painter.setPen(t.textSecondary);
        painter.drawText(QPointF(right - when + 10, fonts.baseline(FontRole::Meta, 0, height())),
                         m_offer.when);
    }
}

void OfferRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QAbstractButton::keyPressEvent(event);
}

OfferSection::OfferSection(const QString &heading, UiTheme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_heading(heading)
{
    installReaderAccess(); // before anything asks who this is: the answer is kept
    setAccessibleName(heading);
    hide();
}

void OfferSection::setOffers(const QList<Offer> &offers)
{
    setVisible(!offers.isEmpty());
    if (m_offers == offers)
        return;
    m_offers = offers;
    for (OfferRow *row : std::as_const(m_rows))
        row->deleteLater(); // this may be its own click
    for (OfferRow *row : std::exchange(m_rows, {}))
        row->hide();
    for (const Offer &offer : offers) {
        auto *row = new OfferRow(offer, m_theme, this);
        connect(row, &QAbstractButton::clicked, this, [this, id = offer.id] { emit chosen(id); });
        // New widgets come last of the whole window; this one after what stands above it.
        setTabOrder(m_rows.isEmpty() ? static_cast<QWidget *>(this) : m_rows.last(), row);
        row->show();
        m_rows.append(row);
    }
    resizeEvent(nullptr);
}

int OfferSection::headingHeight() const
{
    return 8 + m_theme.px(18);
}

int OfferSection::wantedHeight() const
{
    return m_rows.isEmpty() ? 0 : headingHeight() + int(m_rows.size()) * m_rows.first()->sizeHint().height();
}

void OfferSection::resizeEvent(QResizeEvent *)
{
    int y = headingHeight();
    for (OfferRow *row : std::as_const(m_rows)) {
        const int high = row->sizeHint().height();
        row->setGeometry(0, y, width(), high);
        y += high;
    }
}

void OfferSection::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(FontRole::MetaStrong));
    painter.setPen(m_theme.tokens().textSecondary);
    painter.drawText(QPointF(overhang, m_theme.fonts().baseline(FontRole::MetaStrong, 8, m_theme.px(16))),
                     m_heading);
}
