#include "app/quotes/minutecloses.h"

using namespace std::chrono;

namespace {
constexpr milliseconds window = 3h;    // 180 rows
constexpr milliseconds untilTold = 5s; // after a minute's end the venue has its candle
constexpr milliseconds mostWait = 1min;
} // namespace

struct MinuteCloses::Question
{
    AssetId asset;
    UtcTime minute{};
    Reply<std::optional<MinuteClose>> done; // empty: cancelled
    QList<CandleSource> sources;
    qsizetype asked = 0; // how many of them
    bool read = false;   // the current one
    std::optional<Error> error;
};

class MinuteCloses::Pending final : public PendingRequest
{
public:
    explicit Pending(std::shared_ptr<Question> question) : m_question(std::move(question)) {}
    ~Pending() override { m_question->done = nullptr; }

    Request wait;

private:
    std::shared_ptr<Question> m_question;
};

MinuteCloses::~MinuteCloses() = default;

Request MinuteCloses::closeBefore(const AssetId &asset, UtcTime time, Reply<std::optional<MinuteClose>> done)
{
    auto question = std::make_shared<Question>();
    question->asset = asset;
    question->minute = floor<minutes>(time) - 1min;
    question->done = std::move(done);
    auto pending = std::make_unique<Pending>(question);
    const milliseconds early = question->minute + 1min + untilTold - m_shelves.clock().now();
    const milliseconds wait = early > mostWait ? 0ms : std::max(early, 0ms);
    pending->wait = m_shelves.clock().after(wait, [this, question, early] {
        if (early > mostWait)
            return question->done(std::optional<MinuteClose>());
        begin(question);
    });
    return pending;
}

void MinuteCloses::begin(const std::shared_ptr<Question> &question)
{
    m_waiting.push_back(question);
    if (!m_current)
        next();
}

void MinuteCloses::next()
{
    m_current.reset();
    while (!m_waiting.empty() && !m_waiting.front()->done)
        m_waiting.pop_front();
    if (m_waiting.empty())
        return;
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_step = m_shelves.whenListed(m_current->asset, std::nullopt, [this] {
        m_current->sources = m_shelves.sourcesFor(m_current->asset, std::nullopt, Interval::M1);
        ask();
    });
}

void MinuteCloses::ask()
{
    Question &question = *m_current;
    while (question.asked < question.sources.size()) {
        const CandleSource source = question.sources.at(question.asked);
        const auto shelf = m_shelves.shelf(source.key());
        const bool known = shelf->missing({question.minute, question.minute + 1ms}).isEmpty();
        const auto candle = shelf->at(question.minute);
        if (known && candle)
            return answer(std::optional(MinuteClose{candle->close, question.minute, source.instrument.id}));
        if (!known && !question.read)
            return read(source);
        question.read = false;
        ++question.asked;
    }
    if (question.error)
        return answer(tl::unexpected<Error>(*question.error));
    answer(std::optional<MinuteClose>());
}

void MinuteCloses::read(const CandleSource &source)
{
    m_current->read = true;
    const UtcTime from{m_current->minute.time_since_epoch() / window * window};
    m_step = m_shelves.read(
        source, {m_current->asset, source.instrument.id.venue, Interval::M1, from, from + window - 1min},
        [](UtcTime) {},
        [this](const std::optional<Error> &error) {
            const Request keep = std::move(m_step);
            if (error)
                m_current->error = error;
            ask();
        });
}

// The next one is begun first: `done` may ask again, or end everything.
void MinuteCloses::answer(const Result<std::optional<MinuteClose>> &result)
{
    const std::shared_ptr<Question> question = m_current;
    next();
    if (const auto done = std::exchange(question->done, nullptr))
        done(result);
}
