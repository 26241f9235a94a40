#include "app/news/feeddatewords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
struct NamedMonth
{
    const char16_t *start; // lower case, without accents
    int month;
};
// Enough of each name to tell it from the others: English, French, German, Spanish, Italian, Portuguese,
// Dutch, Polish, Hungarian, Russian, Greek.
constexpr NamedMonth namedMonths[] = {
    {u"jan", 1},   {u"gen", 1},   {u"ene", 1},  {u"sty", 1},  {u"янв", 1},  {u"ιαν", 1},  {u"feb", 2},
    {u"fev", 2},   {u"lut", 2},   {u"фев", 2},  {u"φεβ", 2},  {u"mar", 3},  {u"mrz", 3},  {u"mrt", 3},
    {u"maart", 3}, {u"мар", 3},   {u"μαρ", 3},  {u"apr", 4},  {u"avr", 4},  {u"abr", 4},  {u"kwi", 4},
    {u"апр", 4},   {u"απρ", 4},   {u"may", 5},  {u"mai", 5},  {u"mei", 5},  {u"maj", 5},  {u"mag", 5},
    {u"маи", 5},   {u"мая", 5},   {u"μαι", 5},  {u"jun", 6},  {u"juin", 6}, {u"giu", 6},  {u"cze", 6},
    {u"июн", 6},   {u"ιουν", 6},  {u"jul", 7},  {u"juil", 7}, {u"lug", 7},  {u"lip", 7},  {u"июл", 7},
    {u"ιουλ", 7},  {u"aug", 8},   {u"aou", 8},  {u"ago", 8},  {u"sie", 8},  {u"авг", 8},  {u"αυγ", 8},
    {u"sep", 9},   {u"szept", 9}, {u"set", 9},  {u"wrz", 9},  {u"сен", 9},  {u"σεπ", 9},  {u"oct", 10},
    {u"okt", 10},  {u"out", 10},  {u"ott", 10}, {u"paz", 10}, {u"окт", 10}, {u"οκτ", 10}, {u"nov", 11},
    {u"lis", 11},  {u"ноя", 11},  {u"νοε", 11}, {u"dec", 12}, {u"dez", 12}, {u"dic", 12}, {u"gru", 12},
    {u"дек", 12},  {u"δεκ", 12},
};

struct NamedZone
{
    const char *name;
    int minutes;
};
// RFC 822's zones and the others seen in feeds. IST is Israel's, as other readers have it; India writes
// +0530.
constexpr NamedZone namedZones[] = {
    {"gmt", 0},    {"ut", 0},     {"utc", 0},    {"z", 0},       {"wet", 0},     {"est", -300}, {"edt", -240},
    {"et", -300},  {"cst", -360}, {"cdt", -300}, {"ct", -360},   {"mst", -420},  {"mdt", -360}, {"mt", -420},
    {"pst", -480}, {"pdt", -420}, {"pt", -480},  {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"ast", -240},
    {"adt", -180}, {"nst", -210}, {"ndt", -150}, {"brt", -180},  {"art", -180},  {"cet", 60},   {"cest", 120},
    {"met", 60},   {"mest", 120}, {"mez", 60},   {"mesz", 120},  {"bst", 60},    {"west", 60},  {"eet", 120},
    {"eest", 180}, {"ist", 120},  {"idt", 180},  {"msk", 180},   {"msd", 240},   {"trt", 180},  {"gst", 240},
    {"pkt", 300},  {"ict", 420},  {"wib", 420},  {"hkt", 480},   {"sgt", 480},   {"prc", 480},  {"awst", 480},
    {"jst", 540},  {"kst", 540},  {"acst", 570}, {"aest", 600},  {"aedt", 660},  {"nzst", 720}, {"nzdt", 780},
};
} // namespace

QString plainWord(QStringView word)
{
    QString plain;
    for (const QChar c : word.toString().normalized(QString::NormalizationForm_KD).toLower()) {
        if (c.isLetter())
            plain += c;
    }
    return plain;
}

int monthOf(const QString &word)
{
    for (const NamedMonth &named : namedMonths) {
        if (word.size() <= 12 && word.startsWith(QStringView(named.start)))
            return named.month;
    }
    return 0;
}

bool isWeekday(const QString &word)
{
    static constexpr QLatin1StringView starts[] = {"mon"_L1, "tue"_L1, "wed"_L1, "thu"_L1,
                                                   "fri"_L1, "sat"_L1, "sun"_L1};
    return word.startsWith(u'星') || word.startsWith(u'周') ||
           std::any_of(std::begin(starts), std::end(starts),
                       [&](auto start) { return word.startsWith(start); });
}

bool isFiller(const QString &word)
{
    static constexpr QLatin1StringView words[] = {
        "st"_L1, "nd"_L1, "rd"_L1,  "th"_L1,  "er"_L1, "o"_L1,   "a"_L1, "de"_L1, "del"_L1,  "of"_L1,
        "at"_L1, "um"_L1, "uhr"_L1, "den"_L1, "le"_L1, "the"_L1, "t"_L1, "h"_L1,  "alle"_L1, "las"_L1};
    return std::find(std::begin(words), std::end(words), word) != std::end(words) || word == u"г" ||
           word == u"年" || word == u"月" || word == u"日" || word == u"號" || word == u"号";
}

std::optional<int> zoneMinutes(const QString &word)
{
    for (const NamedZone &zone : namedZones) {
        if (word == QLatin1StringView(zone.name))
            return zone.minutes;
    }
    return std::nullopt;
}
