#pragma once

#include "app/news/article.h"
#include "ui/news/storysince.h"

// The line below a headline (design.md section 1): source · time, tags, "+4" other outlets, and at the right
// what changed in the headline, or what the price did since. When there is little room it loses, in this
// order: the count of further tags, the second tag, the outlets, the tag; then the change and the source are
// cut.

struct MetaTag
{
    QString text;
    bool market = false; // with the diamond, in the colour of stories
    bool operator==(const MetaTag &) const = default;
};
// Coins, or "Market"; then the kind.
QList<MetaTag> metaTags(const StoryFacts &facts);
QString shownKind(StoryKind kind); // "Geopolitics"

struct MetaLine
{
    QString source, time;
    bool sample = false; // the source is the demo's
    QList<MetaTag> tags;
    int furtherTags = 0; // more than are shown
    int outlets = 0;     // others that tell of the event
    QString change;      // "changed 12:04: to → may"
    QString since;       // "BTC since +0.42%"; stands where the change would
    SinceText::Tone sinceTone = SinceText::Tone::Quiet;
    bool saved = false;
    bool operator==(const MetaLine &) const = default;
};

// `time` is its words, `change` those of a change of the headline.
MetaLine metaLine(const Story &story, const QString &time, const QString &change = {});

// What of it stands where, for painting and for the pointer.
struct MetaLayout
{
    MetaLine shown;      // with what doesn't fit left out or cut
    QRectF source, time; // text boxes
    QList<QRectF> tags;
    QRectF further, outlets, change, since, saved; // empty: not shown
};
MetaLayout layOutMeta(MetaLine line, const QRectF &box, const Fonts &fonts);
void drawMeta(QPainter &painter, const MetaLayout &layout, const UiTheme &theme, bool selected);
