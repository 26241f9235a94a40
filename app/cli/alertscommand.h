#pragma once

#include "app/cli/alertlines.h"
#include "app/cli/commandline.h"

// `wickpost alerts`: the list of alerts from the command line, and what they would say now. It works beside
// the window, which takes in what is changed here. Results go to `out`, what went wrong to `err`.
class AlertsCommand : public QObject
{
    Q_OBJECT
public:
    using Write = std::function<void(const QByteArray &line)>;
    struct Services
    {
        Clock &clock;
        AlertBook &book;
        QuoteBoard &board;
        ArticleStore &articles;
        const AssetDirectory &assets;
        AlertFiring::Origin origin;
        AlertSettings settings;
    };

    AlertsCommand(const Services &services, const AlertsOptions &options, Write out, Write err);
    ~AlertsCommand() override;
    void start();
    // The recording has been played: print what fired. For origin Replay.
    void replayEnded();

signals:
    void finished(int exitCode); // 0 done, 1 nothing could be had or changed

private:
    void run();
    void list();
    void add();
    void remove();
    void done();
    void fail(const QString &why);
    void say(const QString &line) { m_out(line.toUtf8()); }
    bool isJson() const { return m_options.format == QLatin1String("json"); }
    // By id, or by what it waits for; nothing: not in the list.
    const AlertEntry *named(const QString &word) const;

    void test();
    bool chooseTests();
    void askStories();
    void look();
    bool isAnswered(const AlertTest &test) const;
    void finishTest();

    Services m_services;
    AlertsOptions m_options;
    Write m_out, m_err;
    std::unique_ptr<AlertBook> m_trial; // what is tried out is no firing
    std::unique_ptr<AlertEngine> m_engine;
    QList<AlertTest> m_tests;
    QSet<AlertId> m_fired;
    QList<AlertFiring> m_firings;
    int m_storiesAwaited = 0;
    std::vector<Request> m_requests;
    Request m_step, m_look, m_timeout;
    std::optional<MonoTime> m_answeredSince;
};
