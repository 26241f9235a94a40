#include "app/news/htmltree.h"

#include <algorithm>
#include <csetjmp>

namespace {
constexpr size_t memoryBudget = 32 * 1024 * 1024;                   // some 15 times the longest text we read
constexpr size_t firstBlock = 16 * 1024, largestBlock = 512 * 1024; // most texts fit the first
constexpr int maxNesting = 200;
constexpr int maxFormatting = 24;
constexpr int maxAttributes = 64;

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

template <size_t N> bool isOneOf(const QString &name, const char *const (&names)[N])
{
    return std::any_of(std::begin(names), std::end(names),
                       [&](const char *n) { return name == QLatin1StringView(n); });
}

// Elements that never hold others, or that the next of their kind closes: they don't nest by themselves.
bool nests(const QString &name)
{
    static constexpr const char *const flat[] = {
        "p",    "li",    "dt",     "dd",    "tr",    "td",    "th",     "tbody", "thead",
        "br",   "hr",    "img",    "wbr",   "input", "col",   "link",   "meta",  "area",
        "base", "embed", "source", "track", "param", "tfoot", "option", "a"};
    return !isOneOf(name, flat);
}
bool isFormatting(const QString &name)
{
    static constexpr const char *const names[] = {"b", "big",   "code",   "em",     "font", "i", "nobr",
                                                  "s", "small", "strike", "strong", "tt",   "u"};
    return isOneOf(name, names);
}

// Copies the fragment and leaves out tags nested too deep and attributes beyond the first few.
class Bounder
{
public:
    explicit Bounder(const QString &html) : m_html(html) {}
    QString bounded();
    bool changed() const { return m_changed; }

private:
    void readTag();
    bool keepsStart(const QString &name);

    const QString &m_html;
    QString m_out;
    qsizetype m_at = 0;
    int m_nesting = 0, m_formatting = 0;
    bool m_changed = false;
};

QString Bounder::bounded()
{
    m_out.reserve(m_html.size());
    while (m_at < m_html.size()) {
        qsizetype tag = m_html.indexOf(u'<', m_at);
        if (tag < 0)
            tag = m_html.size();
        m_out += QStringView(m_html).sliced(m_at, tag - m_at);
        m_at = tag;
        if (m_at < m_html.size())
            readTag();
    }
    return m_out;
}

bool Bounder::keepsStart(const QString &name)
{
    if (isFormatting(name) && ++m_formatting > maxFormatting)
        return false;
    return !nests(name) || ++m_nesting <= maxNesting;
}

void Bounder::readTag()
{
    const qsizetype start = m_at++;
    const bool closing = m_at < m_html.size() && m_html[m_at] == u'/';
    m_at += closing ? 1 : 0;
    const qsizetype nameStart = m_at;
    while (m_at < m_html.size() &&
           (isAsciiLetter(m_html[m_at]) || (m_at > nameStart && m_html[m_at].isDigit())))
        ++m_at;
    if (m_at == nameStart) {
        m_out += QStringView(m_html).sliced(start, m_at - start);
        return;
    }
    const QString name = m_html.mid(nameStart, m_at - nameStart).toLower();
    int attributes = 0;
    qsizetype end = -1; // where the attributes to keep end
    bool between = true;
    while (m_at < m_html.size() && m_html[m_at] != u'>') {
        const QChar c = m_html[m_at];
        if (c.isSpace() || c == u'/') {
            between = true;
        } else if (between) {
            between = false;
            if (++attributes > maxAttributes && end < 0)
                end = m_at;
        }
        if ((c == u'"' || c == u'\'') && m_html[m_at - 1] == u'=') {
            const qsizetype close = m_html.indexOf(c, m_at + 1);
            m_at = close < 0 ? m_html.size() - 1 : close;
            between = true;
        }
        ++m_at;
    }
    m_at = std::min(m_at + 1, m_html.size());
    if (closing) {
        m_nesting -= nests(name) && m_nesting > 0 ? 1 : 0;
        m_formatting -= isFormatting(name) && m_formatting > 0 ? 1 : 0;
    } else if (!keepsStart(name)) {
        m_changed = true;
        return;
    }
    if (end >= 0) {
        m_changed = true;
        m_out += QStringView(m_html).sliced(start, end - start);
        m_out += u'>';
        return;
    }
    m_out += QStringView(m_html).sliced(start, m_at - start);
}
} // namespace

// Hands out memory until the budget is used up, then leaves the parser by longjmp: gumbo can't be told to
// stop, and holds nothing but memory from here.
class HtmlTree::Arena
{
public:
    static void *allocate(void *self, size_t size) { return static_cast<Arena *>(self)->take(size); }
    static void release(void *, void *) {}
    std::jmp_buf exhausted;

private:
    void *take(size_t size);
    std::vector<std::unique_ptr<std::byte[]>> m_blocks;
    size_t m_free = 0, m_used = 0, m_nextBlock = firstBlock;
    std::byte *m_next = nullptr;
};

void *HtmlTree::Arena::take(size_t size)
{
    size = (size + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
    if (size > m_free) {
        const size_t block = std::max(size, m_nextBlock);
        m_nextBlock = std::min(m_nextBlock * 2, largestBlock);
        if (m_used + block > memoryBudget)
            std::longjmp(exhausted, 1);
        m_blocks.push_back(std::make_unique<std::byte[]>(block)); // gumbo reads some before it writes
        m_used += block;
        m_next = m_blocks.back().get();
        m_free = block;
    }
    void *result = m_next;
    m_next += size;
    m_free -= size;
    return result;
}

HtmlTree::HtmlTree(const QString &html) : m_arena(std::make_unique<Arena>())
{
    Bounder bounder(html);
    m_source = bounder.bounded().toUtf8();
    m_bounded = bounder.changed();
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Arena::allocate;
    options.deallocator = &Arena::release;
    options.userdata = m_arena.get();
    options.max_errors = 0;
    options.fragment_context = GUMBO_TAG_DIV;
    if (setjmp(m_arena->exhausted) == 0)
        m_output = gumbo_parse_with_options(&options, m_source.constData(), size_t(m_source.size()));
    else
        m_bounded = true;
}

HtmlTree::~HtmlTree() = default;
