#include "tests/exchanges/faultcase.h"

namespace {
class HostFaults : public FaultCase
{
};
ON_EACH_VENUE(HostFaults);

TEST_P(HostFaults, Case19ACaptivePortalIsNamedAndNothingOfItIsTakenForData)
{
    fakeVenue().apply(Fault::Html);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("sign-in"))) << reason().toStdString();
    std::optional<Result<QList<Instrument>>> list;
    const Request request = source->fetchInstruments([&](auto result) { list = std::move(result); });
    ASSERT_TRUE(until([&] { return list.has_value(); }));
    ASSERT_FALSE(*list);
    EXPECT_EQ(list->error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(list->error().detail.contains(QStringLiteral("sign-in")))
        << list->error().detail.toStdString();
    EXPECT_TRUE(ticks.isEmpty());
    fakeVenue().heal(Fault::Html);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
}

TEST_P(HostFaults, Case23NothingIsAskedBeforeARetryAfterIsOver)
{
    FaultSpec limited;
    limited.fault = Fault::Status;
    limited.value = "429";
    limited.retryAfter = "40";
    limited.count = 1;
    limited.scope = FaultSpec::Scope::Rest;
    fakeVenue().apply(limited);
    int answered = 0;
    std::vector<Request> requests;
    for (int i = 0; i < 3; ++i) {
        requests.push_back(source->fetchTickers({id(btc())}, [&](const Result<QList<Ticker>> &result) {
            ++answered;
            EXPECT_FALSE(result);
        }));
    }
    EXPECT_LE(timeUntil([&] { return answered == 3; }, 10s), 5s) << "the others wait instead of being told";
    pass(30s, 1s);
    const auto requestsBefore = fakeVenue().requestsEver();
    std::optional<Error> error;
    requests.push_back(source->fetchTickers({id(btc())}, [&](const Result<QList<Ticker>> &result) {
        if (!result)
            error = result.error();
    }));
    pass(2s);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, Error::Kind::RateLimited);
    ASSERT_TRUE(error->retryAfter);
    EXPECT_LE(*error->retryAfter, 10s);
    EXPECT_EQ(fakeVenue().requestsEver(), requestsBefore);
    expectGentle();
    pass(12s, 1s);
    bool good = false;
    requests.push_back(
        source->fetchTickers({id(btc())}, [&](const auto &result) { good = result.has_value(); }));
    pass(3s);
    EXPECT_TRUE(good);
}

TEST_P(HostFaults, Case23A429OnTheHandshakeWaitsAMinuteAndA418Two)
{
    for (const auto &[status, least] : {std::pair{"429", 60s}, std::pair{"418", 120s}}) {
        FaultSpec limited;
        limited.fault = Fault::Status;
        limited.value = status;
        limited.scope = FaultSpec::Scope::Stream;
        fakeVenue().apply(limited);
        source->setSubscriptions({{id(btc())}, {}});
        ASSERT_TRUE(until([&] { return link() == Link::Limited; })) << reason().toStdString();
        EXPECT_GE(source->status().nextAttempt - clock.now(), least - 1s);
        fakeVenue().heal(Fault::Status);
        const auto back = timeUntil([&] { return link() == Link::Live; }, 300s);
        EXPECT_GE(back, least - 1s);
        EXPECT_LE(back, least * 5 / 4 + 2s);
        source->setSubscriptions({});
        pass(2s);
    }
}

TEST_P(HostFaults, Case24AServerErrorWithAPageIsNotParsed)
{
    live();
    FaultSpec broken;
    broken.fault = Fault::Status;
    broken.value = "503";
    fakeVenue().apply(broken);
    fakeVenue().apply(Fault::Cut);
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    std::optional<Result<QList<Ticker>>> answer;
    const Request request =
        source->fetchTickers({id(btc())}, [&](auto result) { answer = std::move(result); });
    pass(5s);
    ASSERT_TRUE(answer);
    EXPECT_FALSE(*answer);
    EXPECT_NE(link(), Link::Live);
    fakeVenue().heal(Fault::Status);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 10s);
}

TEST_P(HostFaults, Case25ARefusedRegionIsParkedForSixHoursOrUntilAsked)
{
    for (const char *status : {"451", "403"}) {
        FaultSpec refused;
        refused.fault = Fault::Status;
        refused.value = status;
        fakeVenue().apply(refused);
        source->setSubscriptions({{id(btc())}, {}});
        EXPECT_LE(timeUntil([&] { return link() == Link::Refused; }, 60s), 15s) << status;
        EXPECT_FALSE(reason().isEmpty());
        const auto streams = opened.size();
        pass(30min, 30s);
        EXPECT_EQ(opened.size(), streams) << "a loop of retries";
        fakeVenue().heal(Fault::Status);
        source->reconnectNow(); // by hand
        EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 3s);
        source->setSubscriptions({});
        settle();
    }
    FaultSpec refused;
    refused.fault = Fault::Status;
    refused.value = "451";
    fakeVenue().apply(refused);
    source->setSubscriptions({{id(btc())}, {}});
    EXPECT_LE(timeUntil([&] { return link() == Link::Refused; }, 60s), 15s);
    fakeVenue().heal(Fault::Status);
    pass(6h + 1s, 60s);
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 60s), 5s);
}

TEST_P(HostFaults, Case25AnotherRegionsHostIsTriedBeforeTheVenueIsGivenUp)
{
    const auto regions = entryOf(venueId).make()->regions();
    if (regions.size() < 2)
        GTEST_SKIP() << "this venue has one host for all";
    FaultSpec refused;
    refused.fault = Fault::Status;
    refused.value = "451";
    refused.count = 1; // the first region alone
    fakeVenue().apply(refused);
    source->setSubscriptions({{id(btc())}, {}});
    EXPECT_LE(timeUntil([&] { return link() == Link::Live; }, 30s), 3s);
    EXPECT_FALSE(links.contains(Link::Refused));
    source->setSubscriptions({});
    pass(2s);
    fakeVenue().apply(refused);
    std::optional<Result<QList<Instrument>>> list;
    const Request request = source->fetchInstruments([&](auto result) { list = std::move(result); });
    pass(3s);
    ASSERT_TRUE(list);
    EXPECT_TRUE(*list) << "the list was not asked for at the next host: "
                       << list->error().detail.toStdString();
}

TEST_P(HostFaults, Case26ARedirectOfTheStreamIsNotFollowed)
{
    FaultSpec redirect;
    redirect.fault = Fault::Redirect;
    redirect.scope = FaultSpec::Scope::Stream;
    fakeVenue().apply(redirect);
    source->setSubscriptions({{id(btc())}, {}});
    ASSERT_TRUE(until([&] { return link() == Link::Retrying; }));
    EXPECT_TRUE(reason().contains(QStringLiteral("301"))) << reason().toStdString();
    EXPECT_EQ(fakeVenue().requests().size(), 1);
}
} // namespace
