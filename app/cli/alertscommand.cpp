#include "app/cli/alertscommand.h"

#include "app/alerts/storywatch.h"

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
constexpr milliseconds lookEvery{100};
} // namespace

AlertsCommand::AlertsCommand(const Services &services, const AlertsOptions &options, Write out, Write err)
    : m_services(services), m_options(options), m_out(std::move(out)), m_err(std::move(err))
{
}

AlertsCommand::~AlertsCommand() = default;

void AlertsCommand::start()
{
    m_step = m_services.clock.after(milliseconds{0}, [this] { run(); });
}

void AlertsCommand::run()
{
    if (m_options.action == "add"_L1)
        add();
    else if (m_options.action == "remove"_L1)
        remove();
    else if (m_options.action == "test"_L1)
        test();
    else
        list();
}

void AlertsCommand::fail(const QString &why)
{
    m_err(why.toUtf8());
    emit finished(1);
}

void AlertsCommand::done()
{
    if (m_services.book.isKept())
        emit finished(0);
    else
        fail(m_services.book.notice());
}

const AlertEntry *AlertsCommand::named(const QString &word) const
{
    bool isNumber = false;
    const qint64 id = word.toLongLong(&isNumber);
    if (isNumber)
        return m_services.book.find({id});
    const auto condition = parseAlert(word, m_services.assets);
    for (const AlertEntry &entry : m_services.book.entries())
        if (condition && entry.alert.condition == *condition)
            return &entry;
    return nullptr;
}

// ---- list, add, remove ----

void AlertsCommand::list()
{
    const UtcTime now = m_services.clock.now();
    if (!isJson())
        m_out(alertTable(m_services.book.entries(), m_services.assets, now).chopped(1));
    else
        for (const AlertEntry &entry : m_services.book.entries())
            m_out(alertToJson(entry, m_services.assets, now));
    emit finished(0);
}

void AlertsCommand::add()
{
    for (const QString &word : std::as_const(m_options.words)) {
        const auto condition = parseAlert(word, m_services.assets);
        if (!condition)
            return fail(condition.error().detail);
        Alert alert;
        alert.condition = *condition;
        alert.once = !m_options.everyTime;
        alert.note = m_options.note;
        const auto id = m_services.book.add(alert);
        if (!id)
            return fail(u"%1: %2"_s.arg(word, id.error().detail));
        say(u"Added %1: %2, %3"_s.arg(id->value).arg(alertText(*condition, m_services.assets),
                                                     alert.once ? u"once"_s : u"every time"_s));
    }
    done();
}

void AlertsCommand::remove()
{
    for (const QString &word : std::as_const(m_options.words)) {
        const AlertEntry *entry = named(word);
        if (!entry)
            return fail(u"there is no alert \"%1\"; \"wickpost alerts list\" tells the ids"_s.arg(word));
        const AlertId id = entry->alert.id;
        const QString text = alertText(entry->alert.condition, m_services.assets);
        if (const auto removed = m_services.book.remove(id); !removed)
            return fail(removed.error().detail);
        say(u"Removed %1: %2"_s.arg(id.value).arg(text));
    }
    done();
}

// ---- test ----

// Those named, or all that are on; what is not in the list is tried as if it were.
bool AlertsCommand::chooseTests()
{
    m_trial = std::make_unique<AlertBook>(m_services.clock, m_services.book);
    if (m_options.words.isEmpty()) {
        for (const AlertEntry &entry : m_services.book.entries())
            if (entry.alert.enabled && entry.state.phase != AlertState::Phase::Done)
                m_tests.append({entry, {}, false, 0, {}});
        if (m_tests.isEmpty())
            fail(u"there are no alerts that are on"_s);
        return !m_tests.isEmpty();
    }
    for (const QString &word : std::as_const(m_options.words)) {
        if (const AlertEntry *entry = named(word)) {
            m_tests.append({*entry, {}, false, 0, {}});
            continue;
        }
        const auto condition = parseAlert(word, m_services.assets);
        Alert alert;
        if (condition)
            alert.condition = *condition;
        const auto id = condition ? m_trial->add(alert) : tl::unexpected(condition.error());
        if (!id) {
            fail(id.error().detail);
            return false;
        }
        m_tests.append({*m_trial->find(*id), {}, false, 0, {}});
    }
    return true;
}

void AlertsCommand::test()
{
    if (!chooseTests())
        return;
    m_engine = std::make_unique<AlertEngine>(m_services.clock, *m_trial, m_services.board,
                                             m_services.articles, m_services.assets, m_services.origin);
    m_engine->setSettings(m_services.settings);
    connect(m_engine.get(), &AlertEngine::fired, this, [this](const QList<AlertFiring> &firings) {
        m_firings.append(firings);
        for (const AlertFiring &firing : firings)
            m_fired.insert(firing.alert);
    });
    if (m_services.origin == AlertFiring::Origin::Replay)
        return; // until replayEnded()
    askStories();
    m_timeout = m_services.clock.after(
        milliseconds{static_cast<qint64>(m_options.timeoutS.value_or(10) * 1000)}, [this] { finishTest(); });
    look();
}

void AlertsCommand::replayEnded()
{
    m_step = m_services.clock.after(AlertEngine::gatherFor * 2, [this] {
        for (const AlertFiring &firing : std::as_const(m_firings)) {
            if (isJson())
                m_out(firingLine(firing, m_services.assets));
            else
                say(u"%1  %2  %3"_s.arg(toRfc3339(firing.exchangeTime),
                                        alertText(firing.condition, m_services.assets),
                                        firing.price ? firing.price->toString() : QString()));
        }
        emit finished(m_firings.isEmpty() ? 1 : 0);
    });
}

void AlertsCommand::askStories()
{
    for (AlertTest &test : m_tests) {
        const AlertCondition &condition = test.entry.alert.condition;
        if (condition.kind != AlertCondition::Kind::Story)
            continue;
        StoryQuery query;
        query.since = m_services.clock.now() - StoryWatch::freshFor;
        query.limit = 1000;
        query.promoted = StoryQuery::Promoted::Exclude;
        ++m_storiesAwaited;
        m_requests.push_back(
            m_services.articles.stories(query, [this, &test](const Result<QList<Story>> &found) {
                --m_storiesAwaited;
                QSet<ArticleId> events;
                for (const Story &story : found.value_or(QList<Story>{})) {
                    if (!StoryWatch::answers(test.entry.alert.condition, story, m_services.assets))
                        continue;
                    if (events.isEmpty())
                        test.newest = story.article.title;
                    events.insert(story.cluster);
                }
                test.stories = static_cast<int>(events.size());
            }));
    }
}

bool AlertsCommand::isAnswered(const AlertTest &test) const
{
    if (test.entry.alert.condition.kind == AlertCondition::Kind::Story)
        return m_storiesAwaited == 0;
    return test.status.live > 0 && test.status.live >= test.status.able;
}

void AlertsCommand::look()
{
    for (AlertTest &test : m_tests) {
        test.status = m_engine->preview(test.entry.alert.condition);
        if (m_trial->find(test.entry.alert.id))
            test.status = m_engine->status(test.entry.alert.id);
        test.fires = m_fired.contains(test.entry.alert.id);
    }
    const bool answered = std::all_of(m_tests.cbegin(), m_tests.cend(),
                                      [this](const AlertTest &test) { return isAnswered(test); });
    const MonoTime now = m_services.clock.monotonic();
    if (!answered)
        m_answeredSince.reset();
    else if (!m_answeredSince)
        m_answeredSince = now;
    // One exchange alone has to say it twice.
    const bool alone = std::any_of(m_tests.cbegin(), m_tests.cend(),
                                   [](const AlertTest &test) { return test.status.needed == 1; });
    const milliseconds patience = alone ? m_services.settings.loneGap + seconds{2} : milliseconds{500};
    if (m_answeredSince && now - *m_answeredSince >= patience)
        return finishTest();
    m_look = m_services.clock.after(lookEvery, [this] { look(); });
}

void AlertsCommand::finishTest()
{
    m_look.reset();
    m_timeout.reset();
    bool any = false;
    for (AlertTest &test : m_tests) {
        any = any || test.status.live > 0 || test.entry.alert.condition.kind == AlertCondition::Kind::Story;
        if (!m_services.book.find(test.entry.alert.id))
            test.entry.alert.id = {}; // it was only for this
    }
    if (!isJson())
        m_out(testTable(m_tests, m_services.assets).chopped(1));
    else
        for (const AlertTest &test : std::as_const(m_tests))
            m_out(testToJson(test, m_services.board, m_services.assets));
    if (!any)
        m_err("no exchange gave a live price of these coins");
    emit finished(any ? 0 : 1);
}
