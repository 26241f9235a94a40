#pragma once

#include "app/exchanges/recording.h"
#include "app/exchanges/tickfilter.h"
#include "app/exchanges/venuedialect.h"

#include <unordered_map>
#include <vector>

class ReplaySource;

// Plays a recording: one QuoteSource for each venue in it, through the same decoders and filters as live
// ones, at the recorded pace or `speed` times as fast. It begins when something is subscribed to for the
// first time, and ends with the file; then its sources are Down and their prices age. What came of feeds goes
// to the feed player, and nothing is played before it is done with one: what comes after a story finds it.
//
// Thread: the clock's. The sources live as long as the replay.
class Replay : public QObject
{
    Q_OBJECT
public:
    // Reads the file through once: a damaged line is an error here, naming it. `speed` > 0.
    static Result<std::unique_ptr<Replay>> open(const QString &path, double speed, Clock &clock);
    ~Replay() override;

    QList<QuoteSource *> sources() const; // in the order of venues()
    void start();                         // once
    bool hasEnded() const { return m_ended; }
    // `played` is to be called once, any time later or at once. Without a player feeds are passed over.
    using FeedPlayer = std::function<void(const RecordedMessage &message, std::function<void()> played)>;
    void setFeedPlayer(FeedPlayer player) { m_playFeed = std::move(player); }
    bool isHeld() const { return m_held; } // by the feed player
    UtcTime position() const;              // in the recording

signals:
    void ended();

private:
    Replay(std::unique_ptr<RecordingReader> reader, double speed, Clock &clock);
    Result<void> survey();
    ReplaySource *sourceOf(const VenueId &venue) const;
    void play();
    void playFeed(const RecordedMessage &message);
    void end(const Error &why);

    std::unique_ptr<RecordingReader> m_reader;
    double m_speed;
    Clock &m_clock;
    std::vector<std::unique_ptr<ReplaySource>> m_sources;
    std::optional<RecordedMessage> m_next;
    FeedPlayer m_playFeed;
    UtcTime m_first{};
    MonoTime m_begun{};
    Request m_timer;
    bool m_started = false, m_ended = false, m_held = false;
};

// One venue of a replay. Its figures are marked as simulated. What REST would be asked for is answered from
// what the recording holds.
class ReplaySource final : public QuoteSource
{
    Q_OBJECT
public:
    ReplaySource(const VenueEntry &venue, double speed, Clock &clock, Replay &replay);
    ~ReplaySource() override;

    const SourceInfo &info() const override { return m_info; }
    SourceStatus status() const override { return m_status; }
    void setSubscriptions(const SubscriptionSet &wanted) override;
    [[nodiscard]] Request fetchInstruments(Reply<QList<Instrument>> done) override;
    [[nodiscard]] Request fetchTickers(const QList<InstrumentId> &instruments,
                                       Reply<QList<Ticker>> done) override;
    [[nodiscard]] Request fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done) override;
    QUrl marketPage(const Instrument &instrument) const override { return m_dialect->marketPage(instrument); }
    std::optional<UtcTime> time() const override { return m_replay.position(); }
    void reconnectNow() override {}

    // For Replay: what the survey found, what is played now, and the end.
    void note(const RecordedMessage &message);
    void play(const RecordedMessage &message);
    void end(const Error &why);

private:
    void playFrame(const RecordedMessage &message);
    void playAnswer(const RecordedMessage &message);
    void take(Ticker ticker, TickFilter::From from);
    void take(const CandleUpdate &update);
    void setLink(SourceStatus::Link link);
    void heard();
    void lookForSilence();
    Result<QList<Candle>> recordedCandles(const CandleQuery &query) const;

    SourceInfo m_info;
    VenueEntry m_venue;
    double m_speed;
    Clock &m_clock;
    Replay &m_replay;
    std::unique_ptr<VenueDialect> m_dialect;                                      // for REST
    std::unordered_map<std::string, std::unique_ptr<VenueDialect>> m_connections; // by address
    std::optional<QByteArray> m_instrumentsBody;
    struct CandleAnswer
    {
        UtcTime at{};
        QByteArray body;
    };
    QHash<QString, QList<CandleAnswer>> m_candleAnswers; // by address without times and limits
    SubscriptionSet m_wanted;
    TickFilter m_filter;
    CandleFilter m_candles;
    SourceStatus m_status;
    Request m_silence;
};
