#pragma once

#include "ui/news/storyrows.h"

// The reports of one event as the unfolded list tells them (design.md section 7): who was first, and by how
// much. Pure.

struct EventReport
{
    Story story;
    std::chrono::milliseconds lag{}; // behind the first report; 0: it is the first
    bool operator==(const EventReport &) const = default;
};

// The English and the Chinese report that came closest after one another: `second` stands right below
// `first`.
struct LanguagePair
{
    qsizetype first = 0; // place among the reports
    std::chrono::milliseconds lag{};
    bool chineseFirst = false;
    bool operator==(const LanguagePair &) const = default;
};

// Oldest first; of one moment by id.
QList<EventReport> eventReports(QList<Story> stories);
// Nothing: all are in one language, or others stand between.
std::optional<LanguagePair> languagePair(const QList<EventReport> &reports);
// The rows these stories of one event unfold to: reports, and a row between two languages.
QList<StoryRow> eventRows(const QList<Story> &stories);

bool isChinese(const Article &article);
bool isEnglish(const Article &article);
