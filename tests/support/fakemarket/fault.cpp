#include "tests/support/fakemarket/fault.h"

#include <algorithm>

namespace fake {

const QList<FaultInfo> &faultTable()
{
    static const QList<FaultInfo> table{
        {Fault::Silence, "silence", true, false, false, "streams stay open, nothing is sent"},
        {Fault::HeartbeatsOnly, "heartbeats-only", true, false, false, "acks, pongs, heartbeats; no data"},
        {Fault::HalfOpen, "half-open", true, false, false, "nothing is read or written, nothing closes"},
        {Fault::Refuse, "refuse", true, false, false, "connections are refused"},
        {Fault::Cut, "cut", false, false, true, "rst | fin | a close code: ends every stream once"},
        {Fault::Flap, "flap", true, false, false, "each stream is cut after its first data message"},
        {Fault::HandshakeSilence, "handshake-silence", true, false, false, "an upgrade is never answered"},
        {Fault::HandshakeDrip, "handshake-drip", true, false, false,
         "an upgrade's answer comes a byte each 300 ms"},
        {Fault::HandshakeFlood, "handshake-flood", true, false, false,
         "an upgrade's answer has 200,000 lines"},
        {Fault::LegalUpgrade, "legal-upgrade", true, false, false, "'Connection: keep-alive, Upgrade'"},
        {Fault::Status, "status", true, false, true,
         "CODE [retry=SECONDS|retry=date+SECONDS]: answers with it"},
        {Fault::Html, "html", true, false, false, "200 and a page (captive portal)"},
        {Fault::Redirect, "redirect", true, false, false, "301 elsewhere"},
        {Fault::Slow, "slow", true, false, true, "MILLISECONDS: answers come late"},
        {Fault::Drip, "drip", true, false, true, "MILLISECONDS: answers come a byte each"},
        {Fault::CutBody, "cut-body", true, false, false, "answers end in the middle"},
        {Fault::VenueError, "venue-error", true, false, true,
         "[rate|region]: the venue's own error inside a 200"},
        {Fault::Malformed, "malformed", false, false, false, "cut JSON, a tail, something else"},
        {Fault::Truncated, "truncated", false, false, false, "a frame that does not come whole"},
        {Fault::Huge, "huge", false, false, false, "a frame of 2 MiB"},
        {Fault::Fragments, "fragments", false, false, false, "fragments without end, 4 MiB"},
        {Fault::Rsv, "rsv", false, false, false, "a frame with a reserved bit"},
        {Fault::BadUtf8, "bad-utf8", false, false, false, "a text frame that is not UTF-8"},
        {Fault::SplitUtf8, "split-utf8", false, false, false, "a character over two fragments"},
        {Fault::Unknown, "unknown", false, false, false, "undocumented events and fields"},
        {Fault::Notice, "notice", false, false, false, "the venue is about to go"},
        {Fault::Quiet, "quiet", true, true, false, "SYMBOL says nothing more"},
        {Fault::NoData, "no-data", true, true, false, "SYMBOL: acked and never served"},
        {Fault::Reject, "reject", true, true, false, "SYMBOL: subscriptions are refused"},
        {Fault::Late, "late", true, true, false, "[SYMBOL]: each tick is followed by the one before"},
        {Fault::Duplicate, "duplicate", true, true, false, "[SYMBOL]: each tick comes twice"},
        {Fault::Price, "price", true, true, true,
         "[SYMBOL] TEXT in place of the last price (0 -1 nan null empty)"},
        {Fault::Spike, "spike", false, true, true, "[SYMBOL] PERCENT: one tick off (+900%)"},
        {Fault::Outlier, "outlier", true, true, true, "SYMBOL PERCENT: off on this venue"},
        {Fault::Depeg, "depeg", true, true, true, "COIN DOLLARS, for every venue"},
        {Fault::Halt, "halt", true, true, false, "SYMBOL: listed as halted, silent"},
        {Fault::Delist, "delist", true, true, false, "SYMBOL: gone"},
        {Fault::Rename, "rename", true, true, true, "COIN NEWNAME"},
        {Fault::Skew, "skew", true, false, true, "SECONDS | us: exchange times are off"},
    };
    return table;
}

const FaultInfo &faultInfo(Fault fault)
{
    const auto &table = faultTable();
    return *std::find_if(table.cbegin(), table.cend(),
                         [&](const FaultInfo &info) { return info.fault == fault; });
}

std::optional<std::chrono::milliseconds> parseSpan(const QByteArray &text)
{
    static constexpr std::pair<const char *, double> units[] = {
        {"ms", 1}, {"s", 1e3}, {"m", 6e4}, {"h", 3.6e6}};
    QByteArray number = text;
    double scale = 1e3;
    for (const auto &[suffix, factor] : units) {
        if (text.endsWith(suffix)) {
            number.chop(static_cast<qsizetype>(qstrlen(suffix)));
            scale = factor;
            break;
        }
    }
    bool ok = false;
    const double value = number.toDouble(&ok) * scale;
    if (!ok || !(value >= 0) || value > 1e12)
        return {};
    return std::chrono::milliseconds{static_cast<qint64>(value)};
}

namespace {
Result<void> takeOption(FaultSpec &spec, const QByteArray &key, const QByteArray &value)
{
    bool ok = true;
    if (key == "for")
        ok = (spec.lasts = parseSpan(value)).has_value();
    else if (key == "count")
        spec.count = value.toInt(&ok);
    else if (key == "retry")
        spec.retryAfter = value;
    else
        ok = false;
    if (!ok)
        return failure(Error::Kind::Malformed,
                       QStringLiteral("not understood: ") + QString::fromUtf8(key + '=' + value));
    return {};
}

Result<void> takeWord(FaultSpec &spec, const FaultInfo &info, const QByteArray &word)
{
    if (word == "rest")
        spec.scope = FaultSpec::Scope::Rest;
    else if (word == "ws")
        spec.scope = FaultSpec::Scope::Stream;
    else if (const qsizetype mark = word.indexOf('='); mark > 0)
        return takeOption(spec, word.left(mark), word.mid(mark + 1));
    else if (info.takesSymbol && spec.symbol.isEmpty() && word.at(0) >= 'A' && word.at(0) <= 'Z')
        spec.symbol = word; // symbols begin with a capital, values never do
    else if (info.takesValue && spec.value.isEmpty())
        spec.value = word.endsWith('%') ? word.chopped(1) : word;
    else
        return failure(Error::Kind::Malformed, QStringLiteral("not understood: ") + QString::fromUtf8(word));
    return {};
}
} // namespace

Result<FaultSpec> parseFault(const QByteArrayList &words)
{
    const auto &table = faultTable();
    const QByteArray name = words.value(0);
    const auto info =
        std::find_if(table.cbegin(), table.cend(), [&](const FaultInfo &row) { return name == row.name; });
    if (info == table.cend())
        return failure(Error::Kind::Malformed, QStringLiteral("no such fault: ") + QString::fromUtf8(name));
    FaultSpec spec;
    spec.fault = info->fault;
    for (const QByteArray &word : words.mid(1)) {
        if (word.isEmpty())
            continue;
        if (const auto taken = takeWord(spec, *info, word); !taken)
            return tl::unexpected(taken.error());
    }
    return spec;
}

} // namespace fake
