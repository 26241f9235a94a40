#pragma once

// The mapping of RSS, RDF, Atom and CDF onto our fields. Internal to app/news.

#include "app/news/feedparts.h"

// One mapping for all of them, since feeds mix: Atom's elements in RSS, Dublin Core in Atom. Which element
// wins is decided by rank: the format's own, then content and Atom, then Dublin Core, then iTunes and media.
// Only direct children count: what is nested in media:content, author or source has the same names and other
// meanings.
class XmlFeedReader
{
public:
    XmlFeedReader(ParsedFeed &feed, const FeedDocument &document, bool atom);

    void readFeed(const XmlNode &channel);
    void readFeedImage(const XmlNode &parent);
    ParsedArticle readItem(const XmlNode &item);
    const DateHints &hints() const { return m_hints; }

    // Whether an element of that name holds a date of an item.
    static bool isDate(const QString &local);

private:
    enum class Kind { Own, Content, Atom, Dc, Itunes, Media, Other };
    struct Found; // what several elements compete for

    Kind kindOf(const XmlNode &node) const;
    FeedText text(const XmlNode &node, Kind kind) const;
    void readAtomText(const XmlNode &node, FeedText &into) const;
    QString line(const XmlNode &node) const;
    QString resolved(const XmlNode &node, const QString &reference) const;

    void readShared(const XmlNode &node, Kind kind, Found &found) const;
    void readTexts(const XmlNode &node, Kind kind, Found &found) const;
    void readDates(const XmlNode &node, Kind kind, Found &found) const;
    void readPeople(const XmlNode &node, Kind kind, Found &found) const;
    void readCategories(const XmlNode &node, Kind kind, Found &found) const;
    void readLink(const XmlNode &node, Kind kind, Found &found) const;
    void readMedia(const XmlNode &node, Found &found) const;
    void readFeedOnly(const XmlNode &node, Kind kind, Found &found);
    void readItemOnly(const XmlNode &node, Kind kind, Found &found, ParsedArticle &article) const;
    void readEnclosure(const XmlNode &node, Found &found) const;
    static void readEnclosureLink(const QString &target, const QString &type, Found &found);
    void readImage(const XmlNode &node);
    void readSource(const XmlNode &node, ParsedArticle &article) const;
    FeedPerson atomPerson(const XmlNode &node) const;
    FeedImage image(const XmlNode &node) const;

    ParsedFeed &m_feed;
    const FeedDocument &m_document;
    const bool m_atom;
    DateHints m_hints;
    QString m_base; // of the document
};
