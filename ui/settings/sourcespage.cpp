#include "ui/settings/sourcespage.h"

#include "ui/style/combo.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace std::chrono;

namespace {
constexpr int rowHeight = 31;

// A combo of fixed choices that also shows a value the file has and the list lacks.
QComboBox *choices(UiTheme &theme, const QString &name, QWidget *parent,
                   const QList<QPair<QString, double>> &values, double current, const QString &other)
{
    auto *combo = new Combo(theme, name, parent);
    for (const auto &[text, value] : values)
        combo->addItem(text, value);
    int index = combo->findData(current);
    if (index < 0) {
        combo->addItem(other, current);
        index = combo->count() - 1;
    }
    combo->setCurrentIndex(index);
    return combo;
}

QString percent(double value)
{
    return QString::number(value) + u'%';
}
} // namespace

class SourcesPage::Row : public ListRow
{
public:
    Row(UiTheme &theme, const QString &name, int place, QWidget *parent)
        : ListRow(theme, name, parent), m_name(name), m_place(place)
    {
        setFixedHeight(theme.px(rowHeight));
    }
    void setHealth(const QColor &dot, bool hollow, const QString &words)
    {
        if (m_dot == dot && m_hollow == hollow && m_words == words)
            return;
        m_dot = dot;
        m_hollow = hollow;
        m_words = words;
        setAccessibleDescription(words);
        setToolTip(words);
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ListRow::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens &tokens = m_theme.tokens();
        painter.setFont(m_theme.font(FontRole::Strong));
        painter.setPen(tokens.textSecondary);
        painter.drawText(QRect(28, 0, 20, height()), Qt::AlignCenter, QString::number(m_place));
        drawDot(painter, QPointF(58, height() / 2.0), m_dot, m_hollow);
        painter.setPen(tokens.text);
        painter.drawText(QRect(72, 0, m_theme.px(96), height()), Qt::AlignVCenter, m_name);
        painter.setFont(m_theme.font(FontRole::SmallText));
        painter.setPen(tokens.textSecondary);
        const QRect words(72 + m_theme.px(100), 0, width() - 72 - m_theme.px(100) - 52, height());
        painter.drawText(words, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_words, Qt::ElideRight, words.width()));
    }

private:
    QString m_name, m_words;
    int m_place;
    QColor m_dot;
    bool m_hollow = true;
};

SourcesPage::SourcesPage(SettingsServices &services, QWidget *parent)
    : SettingsPage(services, tr("Sources"), tr("Public market data. No account or key."), parent),
      m_list(new RowList(services.theme, tr("Sources in your order"), this)),
      m_testAll(new QPushButton(tr("Test all"), this))
{
    m_testAll->setProperty("small", true);
    connect(m_testAll, &QPushButton::clicked, this, &SourcesPage::testAll);
    addTitle(m_testAll);
    m_rows->addWidget(m_list, 1);
    m_rows->addWidget(words(tr("The first live source that lists a coin gives its price."), "meta"));
    connect(m_list, &RowList::moved, this, [this](qsizetype from, qsizetype to) {
        m_shown.move(from, to);
        change([&](Settings &s) { s.sources.move(from, to); });
        QMetaObject::invokeMethod(
            this, [this] { rebuild(); }, Qt::QueuedConnection); // the numbers
    });

    addHeading(tr("Limits"));
    auto *stale =
        choices(services.theme, tr("Mark a price stale after"), this,
                {{tr("30 s"), 30'000}, {tr("60 s"), 60'000}, {tr("2 min"), 120'000}, {tr("5 min"), 300'000}},
                settings().staleAfterMs, tr("%1 s").arg(settings().staleAfterMs / 1000));
    connect(stale, &QComboBox::activated, this,
            [this, stale] { change([&](Settings &s) { s.staleAfterMs = stale->currentData().toInt(); }); });
    addRow(tr("Mark a price stale after"), {}, {stale, words(tr("without confirmation"), "secondary")});
    const QList<QPair<QString, double>> limits{{percent(0.1), 0.1}, {percent(0.2), 0.2}, {percent(0.3), 0.3},
                                               {percent(0.5), 0.5}, {percent(1), 1},     {percent(2), 2}};
    auto *major = choices(services.theme, tr("Warn when sources differ: BTC, ETH"), this, limits,
                          settings().differPctMajor, percent(settings().differPctMajor));
    connect(major, &QComboBox::activated, this, [this, major] {
        change([&](Settings &s) { s.differPctMajor = major->currentData().toDouble(); });
    });
    auto *others = choices(services.theme, tr("Warn when sources differ: others"), this, limits,
                           settings().differPctOther, percent(settings().differPctOther));
    connect(others, &QComboBox::activated, this, [this, others] {
        change([&](Settings &s) { s.differPctOther = others->currentData().toDouble(); });
    });
    addRow(tr("Warn when sources differ"), {},
           {major, words(tr("BTC, ETH"), "secondary"), others, words(tr("others"), "secondary")});
    auto *candles = choices(services.theme, tr("Keep past prices for charts, at most"), this,
                            {{tr("20 MB"), 20},
                             {tr("50 MB"), 50},
                             {tr("100 MB"), 100},
                             {tr("200 MB"), 200},
                             {tr("500 MB"), 500},
                             {tr("1 GB"), 1000},
                             {tr("no limit"), 100'000}},
                            settings().keepCandlesMb, tr("%1 MB").arg(settings().keepCandlesMb));
    candles->setToolTip(tr("The finest intervals go first"));
    connect(candles, &QComboBox::activated, this, [this, candles] {
        change([&](Settings &s) { s.keepCandlesMb = candles->currentData().toInt(); });
    });
    addRow(tr("Keep past prices for charts"), {}, {words(tr("at most"), "secondary"), candles});
    auto *demo = new Toggle(services.theme, tr("Demo mode"), this);
    demo->setChecked(services.demo);
    connect(demo, &Toggle::clicked, this, [this, demo] { emit demoRequested(demo->isChecked()); });
    addRow(tr("Demo mode"), tr("Simulated prices and stories. Always shown with a DEMO badge."), {demo});

    connect(&services.settings, &SettingsFile::changed, this,
            [this, stale, major, others, candles](const Settings &now, const Settings &) {
                stale->setCurrentIndex(stale->findData(now.staleAfterMs));
                major->setCurrentIndex(major->findData(now.differPctMajor));
                others->setCurrentIndex(others->findData(now.differPctOther));
                candles->setCurrentIndex(candles->findData(now.keepCandlesMb));
                if (now.sources != m_shown)
                    rebuild();
            });
    connect(&services.board, &QuoteBoard::sourceStatusChanged, this, &SourcesPage::refresh);
    connect(&services.theme, &UiTheme::changed, this, &SourcesPage::refresh);
    rebuild();
}

void SourcesPage::rebuild()
{
    m_shown = settings().sources;
    m_list->clear();
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        const SourceSetting source = m_shown.at(i);
        const QString name = m_services.venueNames.value(source.venue, source.venue.value);
        auto *row = new Row(m_services.theme, name, static_cast<int>(i) + 1, m_list);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 10, 0);
        line->addStretch();
        auto *on = new Toggle(m_services.theme, name, row);
        on->setChecked(source.enabled);
        connect(on, &Toggle::toggled, this, [this, venue = source.venue](bool enabled) {
            m_results.remove(venue);
            for (SourceSetting &shown : m_shown) {
                if (shown.venue == venue)
                    shown.enabled = enabled; // the row stands as it should already
            }
            change([&](Settings &s) { s.sources = m_shown; });
            refresh();
        });
        line->addWidget(on);
        m_list->add(row);
    }
    m_list->setVisibleRows(static_cast<int>(m_shown.size()), m_services.theme.px(rowHeight));
    refresh();
}

QString SourcesPage::healthOf(const SourceSetting &source) const
{
    if (const auto result = m_results.constFind(source.venue); result != m_results.cend())
        return *result;
    if (!source.enabled)
        return source.venue.value == QLatin1String("coingecko")
                   ? tr("off, every %1 s, no stream").arg(settings().coingeckoEveryMs / 1000)
                   : tr("off");
    const auto status = m_services.board.status(source.venue);
    if (!status)
        return m_services.demo ? tr("not asked in demo mode") : tr("not connected");
    const auto heard = [&] {
        return status->lastMessageAt == MonoTime{}
                   ? tr("nothing heard yet")
                   : tr("%1 ago").arg(m_services.theme.numbers().age(m_services.clock.monotonic() -
                                                                     status->lastMessageAt));
    };
    const auto reason = [&] {
        return status->lastError ? QStringLiteral(" · ") + status->lastError->detail : QString();
    };
    const auto next = [&] {
        return isKnown(status->nextAttempt)
                   ? tr(", again in %1")
                         .arg(m_services.theme.numbers().age(
                             std::max(status->nextAttempt - m_services.clock.now(), UtcTime::duration{0})))
                   : QString();
    };
    switch (status->link) {
    case SourceStatus::Link::Idle:
        return tr("nothing wanted from it");
    case SourceStatus::Link::Connecting:
        return tr("connecting") + reason();
    case SourceStatus::Link::Live:
        return status->latency ? tr("%1, answers in %2")
                                     .arg(heard(), m_services.theme.numbers().latency(*status->latency))
                               : heard();
    case SourceStatus::Link::Silent:
        return tr("silent: %1").arg(heard());
    case SourceStatus::Link::Retrying:
        return tr("not answering") + next() + reason();
    case SourceStatus::Link::Limited:
        return tr("asked us to wait") + next();
    case SourceStatus::Link::Refused:
        return tr("doesn't serve this place") + reason();
    case SourceStatus::Link::Down:
        return tr("down") + reason();
    }
    return {};
}

void SourcesPage::refresh()
{
    if (!isVisible())
        return;
    const Tokens &tokens = m_services.theme.tokens();
    for (qsizetype i = 0; i < m_shown.size() && i < m_list->count(); ++i) {
        const SourceSetting &source = m_shown.at(i);
        const auto status = m_services.board.status(source.venue);
        const bool live = source.enabled && status && status->link == SourceStatus::Link::Live;
        const bool trouble = source.enabled && status && !live &&
                             status->link != SourceStatus::Link::Connecting &&
                             status->link != SourceStatus::Link::Idle;
        static_cast<Row *>(m_list->row(i))
            ->setHealth(live      ? tokens.ok
                        : trouble ? tokens.warning
                                  : tokens.textSecondary,
                        !live && !trouble, healthOf(source));
    }
    refreshLater();
}

// Ages are shown, so the page looks again each second while it can be seen.
void SourcesPage::refreshLater()
{
    m_refresh = m_services.clock.after(1s, [this] { refresh(); });
}

void SourcesPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    refresh();
}

void SourcesPage::hideEvent(QHideEvent *event)
{
    SettingsPage::hideEvent(event);
    m_refresh.reset();
}

void SourcesPage::testAll()
{
    if (!m_services.test)
        return;
    m_testAll->setEnabled(false);
    m_tests.clear();
    for (const SourceSetting &source : std::as_const(m_shown)) {
        m_results.insert(source.venue, tr("testing …"));
        m_tests[source.venue] = m_services.test(source.venue, [this, venue = source.venue](
                                                                  const Result<SourceTestResult> &result) {
            m_results.insert(venue, result ? tr("answers in %1 · %2 %3")
                                                 .arg(m_services.theme.numbers().latency(result->roundTrip),
                                                      result->pair,
                                                      m_services.theme.numbers().everyDigit(result->price))
                                           : tr("failed: %1").arg(result.error().detail));
            m_tests.erase(venue);
            m_testAll->setEnabled(m_tests.empty());
            refresh();
        });
    }
    refresh();
}

void SourcesPage::restore(Settings &settings, const Settings &defaults) const
{
    settings.sources = defaults.sources;
    settings.staleAfterMs = defaults.staleAfterMs;
    settings.differPctMajor = defaults.differPctMajor;
    settings.differPctOther = defaults.differPctOther;
    settings.keepCandlesMb = defaults.keepCandlesMb;
    settings.coingeckoEveryMs = defaults.coingeckoEveryMs;
}
