#include "app/cli/decodecommand.h"

#include "app/exchanges/decodejson.h"

#include <QFile>
#include <cstdio>

namespace {
void complain(const QString &what)
{
    std::fprintf(stderr, "wickpost decode: %s\n", qUtf8Printable(what));
}
} // namespace

int runDecode(const DecodeOptions &options)
{
    DecodeRequest request{options.venue, DecodeKind::Stream, options.symbol, options.interval};
    if (const auto kind = decodeKindFromName(options.kind))
        request.kind = *kind;
    auto decoder = JsonDecoder::make(request);
    if (!decoder) {
        complain(decoder.error().detail);
        return 2;
    }
    QFile input(options.file);
    const bool open =
        options.file.isEmpty() ? input.open(stdin, QIODevice::ReadOnly) : input.open(QIODevice::ReadOnly);
    if (!open) {
        complain(QStringLiteral("%1: %2").arg(options.file, input.errorString()));
        return 1;
    }
    const QByteArray bytes = input.readAll();
    if (input.error() != QFileDevice::NoError) {
        complain(QStringLiteral("%1: %2").arg(options.file, input.errorString()));
        return 1;
    }
    const QByteArray lines = decoder->decode(bytes);
    std::fwrite(lines.constData(), 1, static_cast<size_t>(lines.size()), stdout);
    std::fflush(stdout);
    complain(decoder->summary().text());
    return 0;
}
