#include "tests/support/fakemarket/scenes.h"

#include "tests/support/fakemarket/coins.h"

#include <optional>

namespace fake {

using namespace std::chrono;

namespace {

constexpr auto readAgain = 15min; // feeds are read each 5 to 10 minutes: the first wording is seen too

tl::unexpected<Error> refused(const QString &why)
{
    return failure(Error::Kind::Rejected, why);
}

std::optional<double> percent(const QByteArray &word, double byDefault)
{
    if (word.isEmpty())
        return byDefault;
    bool ok = false;
    const double value = (word.endsWith('%') ? word.chopped(1) : word).toDouble(&ok);
    return ok && value > -100 && value != 0 ? std::optional(value) : std::nullopt;
}

QByteArray moveOf(const QByteArray &coin, double percent)
{
    return "* move " + coin + ' ' + QByteArray::number(percent, 'f', 3) + "% over=4m";
}

QList<SceneOrder> marketScene(const QByteArray &id, double percent)
{
    return {{0ms, "feeds tell " + id + " Federal Reserve cuts interest rates by a quarter point"},
            {5min, moveOf("BTC", percent)},
            {5min, moveOf("ETH", percent * 1.3)},
            {5min, moveOf("SOL", percent * 1.5)}};
}

} // namespace

Result<QList<SceneOrder>> makeScene(const QByteArrayList &words, const QByteArray &id)
{
    const QByteArray name = words.value(0);
    const qsizetype figure = name == "market" ? 1 : name == "spike" ? 3 : 2;
    const auto off = percent(words.value(figure), name == "spike" ? -2 : 3);
    if (!off || words.size() > figure + 1)
        return refused(QStringLiteral("not a scene's figure: ") + QString::fromUtf8(words.join(' ')));
    if (name == "market")
        return marketScene(id, *off);
    const Coin *coin = findCoin(words.value(name == "spike" ? 2 : 1));
    if (!coin)
        return refused(QStringLiteral("no such coin in: ") + QString::fromUtf8(words.join(' ')));
    const QByteArray symbol = coin->symbol, tell = "feeds tell " + id + ' ' + coin->name;
    if (name == "story-move")
        return QList<SceneOrder>{{0ms, tell + " developers bring the date of the network upgrade forward"},
                                 {8min, moveOf(symbol, *off)}};
    if (name == "lone-move")
        return QList<SceneOrder>{{0ms, moveOf(symbol, *off)}};
    if (name == "spike")
        return QList<SceneOrder>{{0ms, words.value(1) + " spike " + symbol + ' ' +
                                           QByteArray::number(*off, 'f', 3) + "% for=20s"}};
    if (name == "edited")
        return QList<SceneOrder>{{0ms, tell + " network upgrade is said to be called off"},
                                 {readAgain, "feeds retitle " + id + ' ' + coin->name +
                                                 " network upgrade goes ahead, developers say"}};
    return refused(QStringLiteral("no such scene: ") + QString::fromUtf8(name));
}

} // namespace fake
