#pragma once

#include "app/quotes/candlehistory.h"

#include <QPointer>
#include <QTimer>
#include <algorithm>
#include <vector>

// A history that knows what a test put into it. It answers from the event loop, never inside the call; while
// held it waits for release(). What it doesn't know it says so: Unsupported, no minute.
class FakeCandleHistory final : public CandleHistory
{
public:
    [[nodiscard]] Request load(const HistoryQuery &query, Reply<CandleSeries> done) override
    {
        loads.append(query);
        return later([this, query, done = std::move(done)] { done(answerTo(query)); });
    }
    [[nodiscard]] Request closeBefore(const AssetId &asset, UtcTime time,
                                      Reply<std::optional<MinuteClose>> done) override
    {
        closesAsked.append({asset, time});
        return later([this, asset, time, done = std::move(done)] {
            if (error)
                return done(tl::unexpected<Error>(*error));
            done(minuteBefore(asset, time));
        });
    }
    [[nodiscard]] std::unique_ptr<CandleFollow> follow(const HistoryQuery &query) override
    {
        follows.append(query);
        auto made = std::make_unique<Follow>(query, unfollowed);
        m_following.push_back(made.get());
        made->first = later([this, following = QPointer<Follow>(made.get())] {
            if (following)
                announce(*following);
        });
        return made;
    }

    // ---- what the test does ----
    // From now on known. Without a venue in the query the first one put in for the coin and interval counts.
    void set(const AssetId &asset, const CandleSeries &series)
    {
        const auto at = std::find_if(m_known.begin(), m_known.end(), [&](const Known &known) {
            return known.asset == asset && known.series.interval == series.interval &&
                   known.series.instrument.id.venue == series.instrument.id.venue;
        });
        if (at != m_known.end())
            at->series = series;
        else
            m_known.push_back({asset, series});
    }
    // As the stream does: these replace and extend what is known, and who follows hears of it at once.
    void push(const AssetId &asset, const VenueId &venue, Interval interval, const QList<Candle> &candles)
    {
        for (Known &known : m_known) {
            if (known.asset == asset && known.series.interval == interval &&
                known.series.instrument.id.venue == venue)
                put(known.series.candles, candles);
        }
        for (const QPointer<Follow> &following : std::vector(m_following)) {
            if (following && following->query.asset == asset && following->query.interval == interval &&
                following->m_series.instrument.id.venue == venue) {
                put(following->m_series.candles, candles);
                emit following->changed(candles.first().time);
            }
        }
    }
    void setHeld(bool held) { m_held = held; }
    void release()
    {
        m_held = false;
        for (const std::shared_ptr<Waiting> &waiting : std::exchange(m_waiting, {}))
            schedule(waiting);
    }

    std::optional<Error> error;  // everything fails with it,
    std::optional<VenueId> only; // or what is asked of this venue
    QList<HistoryQuery> loads, follows;
    QList<std::pair<AssetId, UtcTime>> closesAsked;
    std::function<void()> unfollowed; // called when a following that began with it ends

private:
    struct Known
    {
        AssetId asset;
        CandleSeries series;
    };
    struct Waiting
    {
        std::function<void()> answer; // empty: cancelled or done
    };
    class Pending final : public PendingRequest
    {
    public:
        explicit Pending(std::shared_ptr<Waiting> waiting) : m_waiting(std::move(waiting)) {}
        ~Pending() override { m_waiting->answer = nullptr; }

    private:
        std::shared_ptr<Waiting> m_waiting;
    };
    class Follow final : public CandleFollow
    {
    public:
        Follow(HistoryQuery of, std::function<void()> end) : query(std::move(of)), unfollowed(std::move(end))
        {
        }
        ~Follow() override
        {
            if (unfollowed)
                unfollowed();
        }
        const CandleSeries &series() const override { return m_series; }

        HistoryQuery query;
        CandleSeries m_series;
        Request first;
        std::function<void()> unfollowed;
    };

    Request later(std::function<void()> answer)
    {
        auto waiting = std::make_shared<Waiting>(Waiting{std::move(answer)});
        if (m_held)
            m_waiting.push_back(waiting);
        else
            schedule(waiting);
        return std::make_unique<Pending>(std::move(waiting));
    }
    void schedule(const std::shared_ptr<Waiting> &waiting)
    {
        QTimer::singleShot(0, this, [waiting] {
            if (const auto answer = std::exchange(waiting->answer, nullptr))
                answer();
        });
    }
    Result<CandleSeries> answerTo(const HistoryQuery &query) const
    {
        if (error && (!only || query.venue == only))
            return tl::unexpected<Error>(*error);
        for (const Known &known : m_known) {
            if (known.asset != query.asset || known.series.interval != query.interval ||
                (query.venue && known.series.instrument.id.venue != *query.venue))
                continue;
            CandleSeries series = known.series;
            const UtcTime newest = series.candles.isEmpty() ? UtcTime{} : series.candles.constLast().time;
            series.candles.removeIf([&](const Candle &candle) {
                return (query.last && candle.time < newest - *query.last) ||
                       (query.from && candle.time < *query.from) || (query.to && candle.time > *query.to);
            });
            return series;
        }
        return failure(Error::Kind::Unsupported, QStringLiteral("no such candles"));
    }
    std::optional<MinuteClose> minuteBefore(const AssetId &asset, UtcTime time) const
    {
        const UtcTime minute = std::chrono::floor<std::chrono::minutes>(time) - std::chrono::minutes{1};
        for (const Known &known : m_known) {
            if (known.asset != asset || known.series.interval != Interval::M1)
                continue;
            for (const Candle &candle : known.series.candles) {
                if (candle.time == minute)
                    return MinuteClose{candle.close, minute, known.series.instrument.id};
            }
        }
        return std::nullopt;
    }
    void announce(Follow &following)
    {
        const Result<CandleSeries> answer = answerTo(following.query);
        if (!answer)
            return emit following.failed(answer.error());
        following.m_series = *answer;
        const auto from = answer->candles.isEmpty() ? UtcTime{} : answer->candles.first().time;
        emit following.changed(from);
    }
    static void put(QList<Candle> &into, const QList<Candle> &candles)
    {
        for (const Candle &candle : candles) {
            const auto at =
                std::lower_bound(into.begin(), into.end(), candle,
                                 [](const Candle &a, const Candle &b) { return a.time < b.time; });
            if (at != into.end() && at->time == candle.time)
                *at = candle;
            else
                into.insert(at, candle);
        }
    }

    bool m_held = false;
    std::vector<Known> m_known;
    std::vector<std::shared_ptr<Waiting>> m_waiting;
    std::vector<QPointer<Follow>> m_following;
};
