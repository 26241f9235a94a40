#pragma once

#include <QString>

// A start tag of HTML as whoever read it knows it; valid during the call that hands it over.
class HtmlTag
{
public:
    explicit HtmlTag(QLatin1StringView name) : m_name(name) {}
    HtmlTag(const HtmlTag &) = delete;
    HtmlTag &operator=(const HtmlTag &) = delete;

    QLatin1StringView name() const { return m_name; } // lower case; empty: HTML has no such element
    virtual bool has(QLatin1StringView attribute) const = 0;
    virtual QString attribute(QLatin1StringView attribute) const = 0; // entities decoded; empty when missing

protected:
    ~HtmlTag() = default;

private:
    QLatin1StringView m_name;
};

// Gets an HTML document's elements and texts in order, properly nested.
class MarkupVisitor
{
public:
    virtual ~MarkupVisitor() = default;
    // All text between two tags, entities decoded.
    virtual void text(QStringView text) = 0;
    // False: nothing inside the element is wanted, and leave() is not called for it.
    virtual bool enter(const HtmlTag &tag) = 0;
    virtual void leave() = 0;
};
