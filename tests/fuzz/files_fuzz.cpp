// The files of a user, edited by hand or broken by a disk: settings, alerts, feed lists. What is read of them
// writes out again and reads back as the same; what is wrong is named.

#include "app/alerts/alertjson.h"
#include "app/news/feedentryjson.h"
#include "app/news/opml.h"
#include "app/settings/settings.h"
#include "tests/fuzz/require.h"

#include <QJsonDocument>

namespace {
void readSettings(const QJsonObject &json)
{
    QStringList problems;
    const Settings settings = settingsFromJson(json, Settings(), &problems);
    const QJsonObject written = toJson(settings);
    QStringList none;
    require(toJson(settingsFromJson(written, Settings(), &none)) == written && none.isEmpty());
}

void readAlerts(const QJsonObject &json)
{
    if (const auto entry = alertEntryFromJson(json)) {
        const auto again = alertEntryFromJson(alertEntryToJson(*entry));
        require(again && alertEntryToJson(*again) == alertEntryToJson(*entry));
    }
    if (const auto firing = firingFromJson(json)) {
        const auto again = firingFromJson(firingToJson(*firing));
        require(again && firingToJson(*again) == firingToJson(*firing));
    }
    FeedEntry feed;
    require(!readFeedEntry(json, feed).contains(u'\n'));
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = fuzzBytes(data, size);
    if (const QJsonDocument json = QJsonDocument::fromJson(bytes); json.isObject()) {
        readSettings(json.object());
        readAlerts(json.object());
        return 0;
    }
    const auto listing = opmlListing(bytes, QStringLiteral("/nowhere"), QStringLiteral("fuzz.opml"), {});
    if (listing && !listing->feeds.isEmpty())
        require(opmlListing(writeOpml(listing->feeds), QStringLiteral("/nowhere"),
                            QStringLiteral("fuzz.opml"), {})
                    .has_value());
    return 0;
}
