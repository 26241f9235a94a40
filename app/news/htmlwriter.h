#pragma once

#include "app/news/htmlsanitizer.h"
#include "app/news/markupvisitor.h"

#include <QVarLengthArray>

// Writes out what of a text's elements is safe: the half of sanitizeHtml() that decides. Internal to
// app/news.
class SafeHtmlWriter final : public MarkupVisitor
{
public:
    // `expected`: how long the result will be, about.
    SafeHtmlWriter(const SanitizerOptions &options, qsizetype expected);

    void text(QStringView text) override;
    bool enter(const HtmlTag &tag) override;
    void leave() override;
    SafeHtml result(); // once, at the end

private:
    struct Entered
    {
        QLatin1StringView name;
        bool open, block; // written out; on lines of its own
    };
    void addWords(QStringView text);
    bool keepsTag(QLatin1StringView name);
    bool writeOpenTag(QLatin1StringView name, const HtmlTag &tag);
    bool writeLink(const HtmlTag &tag);
    void writePicture(const HtmlTag &tag);
    void writePoster(const HtmlTag &tag);
    void writeNumber(QLatin1StringView name, const HtmlTag &tag, int most);
    void writeAttribute(QLatin1StringView name, const QString &value);
    void breakLine();
    QString absolute(const QString &reference) const;
    static constexpr qsizetype longestEscape = 6; // &quot;
    bool isFull() const { return m_html.size() + longestEscape > m_options.maxOutput; }

    const SanitizerOptions &m_options;
    QString m_html, m_text;
    QStringList m_pictures;
    QVarLengthArray<Entered, 32> m_entered;
    int m_depth = 0, m_tables = 0, m_links = 0, m_pictureCount = 0, m_rows = 0, m_pre = 0;
    bool m_inLink = false, m_cut = false;
};
