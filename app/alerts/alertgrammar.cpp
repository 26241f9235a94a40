#include "app/alerts/alertgrammar.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {
using Kind = AlertCondition::Kind;
constexpr auto symbolPrefix = "sym:"_L1;

tl::unexpected<Error> wrong(const QString &what)
{
    return failure(Error::Kind::Rejected, what);
}

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(u"^(?:%1)$"_s.arg(text), QRegularExpression::CaseInsensitiveOption |
                                                           QRegularExpression::DotMatchesEverythingOption);
}

Result<AssetId> coinNamed(const QString &text, const AssetDirectory &assets)
{
    if (text.startsWith(symbolPrefix, Qt::CaseInsensitive) && text.size() > symbolPrefix.size())
        return assetForSymbol(text.mid(symbolPrefix.size()).toUpper()).id;
    if (const auto exact = assets.find({text}))
        return exact->id;
    if (const auto asset = assets.resolve(text))
        return asset->id;
    return wrong(u"\"%1\" is no coin of the directory; sym:%2 names one by its symbol alone"_s.arg(
        text, text.section(u' ', 0, 0).toUpper()));
}

// "115,000.50" and "$115000", with or without "%".
std::optional<Decimal> numberIn(QString text)
{
    static const QRegularExpression grouped(u"^\\d{1,3}(,\\d{3})+(\\.\\d+)?$"_s);
    if (text.startsWith(u'$'))
        text.remove(0, 1);
    if (grouped.match(text).hasMatch())
        text.remove(u',');
    const auto number = Decimal::parse(std::string_view(text.toLatin1().toStdString()));
    return number ? std::optional(number->trimmed()) : std::nullopt;
}

Result<Decimal> percentIn(const QString &text)
{
    static const QRegularExpression form(u"^(?:±|\\+-|\\+/-)?\\s*(\\S+?)\\s*%$"_s);
    const auto match = form.match(text);
    const auto number = match.hasMatch() ? numberIn(match.captured(1)) : std::nullopt;
    if (!number)
        return wrong(u"\"%1\" is not a percentage such as 3%"_s.arg(text));
    return *number;
}

Result<std::chrono::minutes> timeIn(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,4})\\s*(m|min|h|d)$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return wrong(u"\"%1\" is not a time such as 15min or 1h"_s.arg(text));
    const QString unit = match.captured(2).toLower();
    const int factor = unit == "h"_L1 ? 60 : unit == "d"_L1 ? 24 * 60 : 1;
    return std::chrono::minutes{match.captured(1).toInt() * factor};
}

Result<AlertCondition> level(const QRegularExpressionMatch &match, AlertCondition condition)
{
    condition.kind = match.captured(2).toLower() == "above"_L1 ? Kind::Above : Kind::Below;
    const auto number = numberIn(match.captured(3));
    if (!number)
        return wrong(u"\"%1\" is not a price"_s.arg(match.captured(3)));
    condition.level = *number;
    condition.unit = match.captured(4).toUpper();
    if (condition.unit == "USD"_L1)
        condition.unit.clear();
    return condition;
}

Result<AlertCondition> moves(const QRegularExpressionMatch &match, AlertCondition condition)
{
    condition.kind = Kind::Moves;
    const auto percent = percentIn(match.captured(2));
    if (!percent)
        return tl::unexpected(percent.error());
    const auto within = timeIn(match.captured(3));
    if (!within)
        return tl::unexpected(within.error());
    condition.percent = *percent;
    condition.within = *within;
    return condition;
}

Result<AlertCondition> distance(const QRegularExpressionMatch &match, AlertCondition condition)
{
    const auto percent = percentIn(match.captured(2));
    if (!percent)
        return tl::unexpected(percent.error());
    condition.percent = *percent;
    return condition;
}

Result<AlertCondition> offPeg(const QRegularExpressionMatch &match, AlertCondition condition)
{
    condition.kind = Kind::OffPeg;
    return distance(match, condition);
}

Result<AlertCondition> differ(const QRegularExpressionMatch &match, AlertCondition condition)
{
    condition.kind = Kind::SourcesDiffer;
    return distance(match, condition);
}

struct Form
{
    QRegularExpression pattern;
    Result<AlertCondition> (*read)(const QRegularExpressionMatch &, AlertCondition);
};
const std::array<Form, 4> &forms()
{
    static const std::array<Form, 4> all{{
        {pattern(u"(.+?)\\s+(above|below)\\s+(\\S+)(?:\\s+([a-z0-9]{2,12}))?"_s), level},
        {pattern(u"(.+?)\\s+moves?(?:\\s+by)?\\s+(.+?)\\s+(?:in|within)\\s+(.+)"_s), moves},
        {pattern(u"(.+?)\\s+off\\s+(?:its\\s+)?peg(?:\\s+by)?\\s+(.+)"_s), offPeg},
        {pattern(u"(.+?)\\s+sources\\s+differ(?:\\s+by)?\\s+(.+)"_s), differ},
    }};
    return all;
}

// ---- Stories ----

struct Token
{
    QString text;
    bool quoted = false;
    bool is(QLatin1StringView word) const { return !quoted && text.compare(word, Qt::CaseInsensitive) == 0; }
    bool opensPart() const { return is("about"_L1) || is("from"_L1) || is("of"_L1) || is("with"_L1); }
};

Result<QList<Token>> tokensOf(const QString &text)
{
    static const QRegularExpression token(u"\\s*(?:\"((?:[^\"]|\"\")*)\"|([^\\s\"]+))"_s);
    QList<Token> tokens;
    qsizetype at = 0;
    while (at < text.size()) {
        const auto match = token.match(text, at, QRegularExpression::NormalMatch,
                                       QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return wrong(u"the quote before \"%1\" is not closed"_s.arg(
                text.mid(text.indexOf(u'"', at) + 1).trimmed().left(20)));
        const bool quoted = match.capturedStart(1) >= 0;
        tokens.append({quoted ? match.captured(1).replace(u"\"\""_s, u"\""_s) : match.captured(2), quoted});
        at = match.capturedEnd();
    }
    return tokens;
}

// The words up to the next part: one in quotes, or several without.
QString words(const QList<Token> &tokens, qsizetype &at)
{
    if (at < tokens.size() && tokens[at].quoted)
        return tokens[at++].text.simplified();
    QStringList list;
    while (at < tokens.size() && !tokens[at].quoted && !tokens[at].opensPart())
        list.append(tokens[at++].text);
    return list.join(u' ');
}

QString kindNames()
{
    QStringList names;
    for (const StoryKind kind : {StoryKind::Geopolitics, StoryKind::CentralBanks, StoryKind::Macro,
                                 StoryKind::Regulation, StoryKind::Etf, StoryKind::Hack, StoryKind::Listing})
        names.append(storyKindName(kind));
    return names.join(u", "_s);
}

Result<void> takePart(const QString &part, const QString &value, AlertCondition &condition,
                      const AssetDirectory &assets)
{
    const bool taken = (part == "about"_L1 && !condition.asset.value.isEmpty()) ||
                       (part == "from"_L1 && !condition.source.isEmpty()) ||
                       (part == "of kind"_L1 && condition.storyKind) ||
                       (part == "with"_L1 && !condition.text.isEmpty());
    if (taken)
        return wrong(u"\"%1\" can be said once"_s.arg(part));
    if (value.isEmpty())
        return wrong(u"something is missing after \"%1\""_s.arg(part));
    if (part == "from"_L1) {
        condition.source = value;
    } else if (part == "with"_L1) {
        condition.text = value;
    } else if (part == "about"_L1) {
        const auto coin = coinNamed(value, assets);
        if (!coin)
            return tl::unexpected(coin.error());
        condition.asset = *coin;
    } else if (condition.storyKind = storyKind(value); !condition.storyKind) {
        return wrong(u"\"%1\" is no kind of story; there are %2"_s.arg(value, kindNames()));
    }
    return {};
}

Result<AlertCondition> story(const QList<Token> &tokens, const AssetDirectory &assets)
{
    AlertCondition condition;
    condition.kind = Kind::Story;
    for (qsizetype at = 1; at < tokens.size();) {
        QString part = tokens[at].text.toLower();
        if (!tokens[at].opensPart())
            return wrong(u"\"%1\" is not about, from, of kind or with"_s.arg(tokens[at].text));
        ++at;
        if (part == "of"_L1) {
            if (at >= tokens.size() || !tokens[at].is("kind"_L1))
                return wrong(u"\"of\" must be followed by \"kind\""_s);
            part = u"of kind"_s;
            ++at;
        }
        const QString value = words(tokens, at);
        if (const auto done = takePart(part, value, condition, assets); !done)
            return tl::unexpected(done.error());
    }
    return condition;
}

// ---- Writing ----

QString coinText(const AssetId &id, const AssetDirectory &assets)
{
    const auto asset = assets.find(id);
    if (!asset)
        return id.value;
    const auto meant =
        assets.find({asset->symbol}) ? assets.find({asset->symbol}) : assets.resolve(asset->symbol);
    return meant && meant->id == id ? asset->symbol : id.value;
}

QString quoted(const QString &text)
{
    return u'"' + QString(text).replace(u"\""_s, u"\"\""_s) + u'"';
}

QString nameText(const QString &name)
{
    const Token token{name, false};
    const bool plain = !token.opensPart() && !name.contains(u'"') && !name.contains(u' ');
    return plain ? name : quoted(name);
}

QString storyText(const AlertCondition &condition, const AssetDirectory &assets)
{
    QString text = u"story"_s;
    if (!condition.asset.value.isEmpty())
        text += u" about "_s + coinText(condition.asset, assets);
    if (condition.storyKind)
        text += u" of kind "_s + storyKindName(*condition.storyKind);
    if (!condition.source.isEmpty())
        text += u" from "_s + nameText(condition.source);
    if (!condition.text.isEmpty())
        text += u" with "_s + quoted(condition.text);
    return text;
}

QString timeText(std::chrono::minutes time)
{
    const auto count = time.count();
    return count % 60 == 0 ? u"%1h"_s.arg(count / 60) : u"%1min"_s.arg(count);
}

bool isStablecoin(const AssetId &id, const AssetDirectory &assets)
{
    const auto asset = assets.find(id);
    return asset && asset->stablecoin;
}
} // namespace

Result<AlertCondition> parseAlert(const QString &text, const AssetDirectory &assets)
{
    const QString typed = text.trimmed();
    std::optional<Result<AlertCondition>> read;
    if (const auto tokens = tokensOf(typed);
        typed.startsWith("story"_L1, Qt::CaseInsensitive) &&
        (!tokens || (tokens->first().is("story"_L1) && (tokens->size() == 1 || tokens->at(1).opensPart()))))
        read = tokens ? story(*tokens, assets) : tl::unexpected(tokens.error());
    for (const Form &form : forms()) {
        const auto match = read ? QRegularExpressionMatch() : form.pattern.match(typed);
        if (!match.hasMatch())
            continue;
        AlertCondition condition;
        const auto coin = coinNamed(match.captured(1).simplified(), assets);
        if (!coin)
            return tl::unexpected(coin.error());
        condition.asset = *coin;
        read = form.read(match, condition);
    }
    if (!read)
        return wrong(u"\"%1\" is no alert; \"BTC above 115000\" is one"_s.arg(typed));
    if (*read) {
        if (const QString problem = alertProblem(**read, isStablecoin((*read)->asset, assets));
            !problem.isEmpty())
            return wrong(u"\"%1\": %2"_s.arg(typed, problem));
    }
    return *read;
}

QString alertText(const AlertCondition &condition, const AssetDirectory &assets)
{
    if (condition.kind == Kind::Story)
        return storyText(condition, assets);
    const QString coin = coinText(condition.asset, assets);
    const QString percent = condition.percent.trimmed().toString() + u'%';
    switch (condition.kind) {
    case Kind::Moves:
        return u"%1 moves %2 in %3"_s.arg(coin, percent, timeText(condition.within));
    case Kind::OffPeg:
        return u"%1 off peg %2"_s.arg(coin, percent);
    case Kind::SourcesDiffer:
        return u"%1 sources differ %2"_s.arg(coin, percent);
    default:
        const QString side = condition.kind == Kind::Above ? u"above"_s : u"below"_s;
        return u"%1 %2 %3 %4"_s.arg(coin, side, condition.level.trimmed().toString(), condition.unit)
            .trimmed();
    }
}

const QList<AlertExample> &alertExamples()
{
    static const QList<AlertExample> examples{
        {u"BTC above 115000"_s, u"two exchanges at 115,000 dollars or more"_s},
        {u"BTC below 98000.50"_s, u"two exchanges at that or less"_s},
        {u"SOL above 200 EUR"_s, u"the same of its markets in another money"_s},
        {u"ETH moves 3% in 1h"_s, u"up or down, against any price of the last hour (1min to 24h)"_s},
        {u"USDT off peg 0.5%"_s, u"a stablecoin so far from a dollar, or further"_s},
        {u"BTC sources differ 0.5%"_s, u"exchanges so far apart, or further"_s},
        {u"story about SOL"_s, u"a new story about the coin"_s},
        {u"story from CoinDesk"_s, u"a new story of the outlet"_s},
        {u"story of kind hack"_s, u"geopolitics, centralbanks, macro, regulation, etf, hack, listing"_s},
        {u"story with \"halving\""_s, u"with these words in headline or summary"_s},
        {u"story about SOL of kind hack from \"The Block\" with \"exploit\""_s, u"all of it together"_s},
    };
    return examples;
}
