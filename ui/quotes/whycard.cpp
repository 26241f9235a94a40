#include "ui/quotes/whycard.h"

#include "ui/quotes/coinwords.h"
#include "ui/style/badges.h"
#include "ui/style/buttons.h"
#include "ui/style/cards.h"
#include "ui/style/controls.h"
#include "ui/style/figures.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace {
constexpr int cardWidth = 412, headHeight = 60, rowHeight = 28, side = 15, labelWidth = 86;
} // namespace

// What each source says, a line each.
class WhySources : public QWidget
{
public:
    WhySources(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) {}

    void set(const QList<WhySource> &sources)
    {
        if (sources == m_sources)
            return;
        const bool more = sources.size() != m_sources.size();
        m_sources = sources;
        QStringList spoken;
        for (const WhySource &source : sources)
            spoken.append(tr("%1, %2, %3, %4 old%5")
                              .arg(source.venue, source.pair, source.price, source.age,
                                   source.shown ? tr(", shown") : QString()));
        setAccessibleName(spoken.join(QStringLiteral("; ")));
        if (more)
            updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        return {100, static_cast<int>(m_sources.size()) * m_theme.px(rowHeight)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Figures strong(m_theme.font(FontRole::SmallStrong));
        double fraction = 0;
        for (const WhySource &source : m_sources)
            fraction = std::max(fraction, strong.width(split(source).fraction));
        double y = 0;
        for (const WhySource &source : m_sources) {
            paintRow(painter, source, y, strong, fraction);
            y += m_theme.px(rowHeight);
        }
    }

private:
    AlignedFigure split(const WhySource &source) const
    {
        return splitAtPoint(source.price, m_theme.numbers().point());
    }
    void paintRow(QPainter &painter, const WhySource &source, double top, const Figures &strong,
                  double fraction) const
    {
        const Tokens &t = m_theme.tokens();
        const Fonts &fonts = m_theme.fonts();
        const double height = m_theme.px(rowHeight), middle = top + height / 2;
        const double base = fonts.baseline(FontRole::SmallText, top, height);
        const QColor dot = source.differs     ? t.warning
                           : source.simulated ? t.demo
                           : source.fresh     ? t.ok
                                              : t.stale;
        painter.setPen(Qt::NoPen);
        painter.setBrush(dot);
        painter.drawEllipse(QPointF(side + 3.5, middle), 3.5, 3.5);
        const auto text = [&](FontRole role, const QColor &ink, double x, const QString &words) {
            painter.setFont(fonts.font(role));
            painter.setPen(ink);
            painter.drawText(QPointF(x, base), words);
        };
        const double nameAt = side + 15, pairAt = side + m_theme.px(86);
        text(FontRole::SmallStrong, t.text, nameAt,
             fonts.metrics(FontRole::SmallStrong)
                 .elidedText(source.venue, Qt::ElideRight, pairAt - nameAt - 6));
        text(FontRole::SmallText, t.textSecondary, pairAt, source.pair);
        if (source.shown) {
            const double after = pairAt + fonts.metrics(FontRole::SmallText).horizontalAdvance(source.pair);
            drawChip(painter, {after + 10, middle - m_theme.px(9)}, m_theme, tr("shown"), t.accent,
                     t.selected);
        }
        const Figures small(fonts.font(FontRole::SmallText));
        const double ageAt = width() - side, latencyAt = ageAt - m_theme.px(44);
        const double priceAt = latencyAt - m_theme.px(56);
        painter.setPen(source.fresh ? t.text : t.stale);
        const AlignedFigure figure = split(source);
        strong.drawRight(painter, {priceAt - fraction, base}, figure.whole);
        strong.draw(painter, {priceAt - fraction, base}, figure.fraction);
        painter.setPen(t.textSecondary);
        small.drawRight(painter, {latencyAt, base}, source.latency);
        painter.setPen(source.fresh ? t.textSecondary : t.stale);
        small.drawRight(painter, {ageAt, base}, source.age);
    }

    UiTheme &m_theme;
    QList<WhySource> m_sources;
};

WhyCard::WhyCard(QuoteBoard &board, SettingsFile &settings, WireWatch *wire, UiTheme &theme, Clock &clock,
                 QWidget *parent)
    : QWidget(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint),
      m_settings(settings),
      m_wire(wire),
      m_theme(theme),
      m_clock(clock),
      m_watch(board, clock, this),
      m_close(new IconButton(theme, Icon::Close, tr("Close"), this)),
      m_grid(new QGridLayout),
      m_sources(new WhySources(theme, this)),
      m_comparison(new QLabel(this)),
      m_messageHead(new QLabel(this)),
      m_show(new TextLink(theme, std::nullopt, this)),
      m_message(new QPlainTextEdit(this))
{
    if (theme.compositing())
        setAttribute(Qt::WA_TranslucentBackground);
    build();
    m_watch.setAlwaysTicks(true);
    connect(&m_watch, &CoinWatch::changed, this, &WhyCard::refresh);
    connect(&theme, &UiTheme::changed, this, &WhyCard::restyle);
    connect(m_close, &IconButton::clicked, this, &WhyCard::hide);
    connect(m_show, &TextLink::toggled, this, &WhyCard::showMessage);
    restyle();
}

void WhyCard::setChanges(ChangeFigures &changes)
{
    m_changes = &changes;
    connect(&changes, &ChangeFigures::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void WhyCard::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addSpacing(0); // the head, painted
    m_grid->setContentsMargins(side - 1, 0, side - 1, 8);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    column->addSpacing(1);
    column->addWidget(m_sources);
    column->addSpacing(1);
    auto *footer = new QHBoxLayout;
    footer->setContentsMargins(side - 1, 6, side - 1, 6);
    footer->addWidget(m_comparison, 1);
    footer->addWidget(m_show);
    column->addLayout(footer);
    column->addWidget(m_messageHead);
    column->addWidget(m_message);
    for (QLabel *label : {m_comparison, m_messageHead})
        label->setTextFormat(Qt::PlainText);
    m_messageHead->setWordWrap(true);
    m_show->setCheckable(true);
    m_message->setReadOnly(true);
    m_message->setFrameShape(QFrame::NoFrame);
    m_message->setWordWrapMode(QTextOption::WrapAnywhere);
    m_message->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_message->document()->setDocumentMargin(side - 1);
    m_message->setAccessibleName(tr("The message"));
    m_message->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_close->setSide(24);
    column->setSizeConstraint(QLayout::SetFixedSize);
}

void WhyCard::restyle()
{
    const Tokens &t = m_theme.tokens();
    QPalette palette;
    palette.setColor(QPalette::WindowText, t.textSecondary);
    palette.setColor(QPalette::Text, t.textSecondary);
    palette.setColor(QPalette::Base, t.elevated);
    palette.setColor(QPalette::Window, t.elevated);
    for (QWidget *each : {static_cast<QWidget *>(m_comparison), static_cast<QWidget *>(m_messageHead)}) {
        each->setPalette(palette);
        each->setFont(m_theme.font(FontRole::SmallText));
    }
    m_message->setPalette(palette);
    m_messageHead->setContentsMargins(side - 1, 0, side - 1, 4);
    m_message->setFixedHeight(m_theme.px(110));
    layout()->setContentsMargins(1, m_theme.px(headHeight), 1, 1);
    m_sources->setFixedWidth(m_theme.px(cardWidth) - 2);
    m_message->setFixedWidth(m_theme.px(cardWidth) - 2);
    m_sources->updateGeometry();
    fillLines();
    update();
}

void WhyCard::openFor(const AssetId &asset, const QRect &anchor)
{
    m_anchor = anchor;
    m_watch.setCoin(asset);
    m_show->setChecked(false);
    showMessage(false);
    refresh();
    adjustSize();
    place();
    show();
    setFocus(Qt::PopupFocusReason);
}

void WhyCard::refresh()
{
    const CoinQuote &quote = m_watch.quote();
    const SourceQuote *shown = quote.shownSource();
    const bool chosen = shown && m_settings.settings().priceFrom.value(quote.asset.id) == shown->venue;
    const bool listed = m_watch.board().watchlist().contains(m_watch.coin());
    const WhyWords words = whyWords(quote, shownChange(quote, listed ? m_changes : nullptr), chosen,
                                    m_watch.board(), m_theme.numbers(), m_theme.times(), m_clock);
    setAccessibleName(tr("Why this number: %1 %2, %3").arg(quote.asset.name, words.figure, words.market));
    if (words == m_words)
        return;
    const bool other =
        words.lines.size() != m_words.lines.size() || words.sources.size() != m_words.sources.size();
    m_words = words;
    fillLines();
    m_sources->set(words.sources);
    m_comparison->setText(words.comparison);
    if (m_listening && shown && shown->instrument.id != m_listensTo)
        showMessage(true); // it comes from elsewhere now
    if (other && isVisible()) {
        adjustSize();
        place();
    }
    update(0, 0, width(), m_theme.px(headHeight));
}

void WhyCard::fillLines()
{
    const Tokens &t = m_theme.tokens();
    while (m_lines.size() > m_words.lines.size()) {
        const auto [label, text] = m_lines.takeLast();
        delete label;
        delete text;
    }
    while (m_lines.size() < m_words.lines.size()) {
        const int row = static_cast<int>(m_lines.size());
        m_lines.append(std::pair(new QLabel(this), new QLabel(this)));
        const auto [label, text] = m_lines.last();
        m_grid->addWidget(label, row, 0, Qt::AlignTop);
        m_grid->addWidget(text, row, 1);
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const WhyLine &line = m_words.lines.at(i);
        const auto [label, text] = m_lines.at(i);
        QPalette quiet, loud;
        quiet.setColor(QPalette::WindowText, t.textSecondary);
        loud.setColor(QPalette::WindowText, toneColour(t, line.tone));
        label->setPalette(quiet);
        text->setPalette(loud);
        label->setFont(m_theme.font(FontRole::SmallText));
        text->setFont(m_theme.font(FontRole::SmallText));
        label->setFixedWidth(m_theme.px(labelWidth));
        text->setFixedWidth(m_theme.px(cardWidth - labelWidth) - 2 * side - 12);
        label->setText(line.label);
        text->setText(line.text);
        text->setFixedHeight(text->heightForWidth(text->width()));
    }
}

void WhyCard::showMessage(bool shown)
{
    m_listening.reset();
    m_message->clear();
    m_message->setVisible(false);
    m_messageHead->setVisible(shown);
    m_show->setWords(shown ? tr("Hide the message") : tr("Show the message"));
    const SourceQuote *source = m_watch.quote().shownSource();
    m_show->setVisible(source != nullptr);
    if (shown && source) {
        m_listensTo = source->instrument.id;
        if (m_wire && m_watch.quote().state != PriceState::Simulated) {
            m_messageHead->setText(tr("Waiting for the next message of %1…").arg(source->venueName));
            m_listening = m_wire->watch(m_listensTo, [this](const WireMessage &message) { hear(message); });
        } else {
            m_messageHead->setText(tr("There is none: this price is simulated or replayed."));
        }
    }
    if (isVisible()) {
        adjustSize();
        place();
    }
}

void WhyCard::hear(const WireMessage &message)
{
    const QString at = m_theme.times().hundredth(message.receivedAt);
    m_messageHead->setText(message.pushed ? tr("Pushed at %1, as it came:").arg(at)
                                          : tr("Answered at %1, as it came:").arg(at));
    m_message->setPlainText(message.text);
    if (m_message->isVisibleTo(this))
        return;
    m_message->setVisible(true);
    adjustSize();
    place();
}

QString WhyCard::message() const
{
    return m_message->toPlainText();
}

void WhyCard::place()
{
    move(cardBeside(m_anchor, *this));
}

void WhyCard::resizeEvent(QResizeEvent *)
{
    m_close->resize(m_close->sizeHint());
    m_close->move(width() - m_close->width() - 12, 14);
}

void WhyCard::hideEvent(QHideEvent *event)
{
    m_listening.reset();
    m_watch.setCoin({});
    QWidget::hideEvent(event);
}

void WhyCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_W)
        hide();
    else
        QWidget::keyPressEvent(event);
}

void WhyCard::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    const Fonts &fonts = m_theme.fonts();
    QPainter painter(this);
    paintCard(painter, rect(), m_theme);
    const double badge = m_theme.px(30), head = m_theme.px(headHeight);
    drawCoinBadge(painter, m_watch.quote().asset, {double(side), (head - badge) / 2 + 2, badge, badge}, t);
    const double x = side + badge + 11;
    const Figures figures(fonts.font(FontRole::ChartPrice));
    painter.setPen(toneColour(t, m_words.figureTone));
    figures.draw(painter, {x, fonts.baseline(FontRole::ChartPrice, m_theme.px(9), m_theme.px(26))},
                 m_words.figure);
    painter.setFont(fonts.font(FontRole::MetaText));
    painter.setPen(t.textSecondary);
    painter.drawText(QPointF(x, fonts.baseline(FontRole::MetaText, m_theme.px(36), m_theme.px(14))),
                     m_words.market);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const int y : {m_sources->y() - 1, m_sources->geometry().bottom() + 1})
        painter.fillRect(QRect(1, y, width() - 2, 1), t.border);
}
