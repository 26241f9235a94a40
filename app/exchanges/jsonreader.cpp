#include "app/exchanges/jsonreader.h"

#include <cstring>

using namespace simdjson;

namespace {
constexpr int maxWalkDepth = 512;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool isJsonNumber(std::string_view text)
{
    size_t at = 0;
    const auto digits = [&] {
        const size_t first = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at - first;
    };
    if (at < text.size() && text[at] == '-')
        ++at;
    const size_t first = at;
    const size_t whole = digits();
    if (whole == 0 || (whole > 1 && text[first] == '0'))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

std::string_view trimmed(std::string_view token)
{
    while (!token.empty() &&
           (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}
} // namespace

void JsonReader::fail(const QString &why)
{
    if (!m_failed)
        m_error = why;
    m_failed = true;
}

void JsonReader::fail(error_code code)
{
    fail(QString::fromLatin1(error_message(code)));
}

JsonReader::Root JsonReader::open(QByteArrayView bytes)
{
    m_failed = m_visited = false;
    m_error.clear();
    m_size = static_cast<size_t>(bytes.size());
    if (m_buffer.size() < m_size + SIMDJSON_PADDING)
        m_buffer.resize(m_size * 2 + SIMDJSON_PADDING);
    if (m_size > 0)
        std::memcpy(m_buffer.data(), bytes.data(), m_size);
    std::memset(m_buffer.data() + m_size, ' ', SIMDJSON_PADDING);
    if (const auto code = m_parser.iterate(m_buffer.data(), m_size, m_buffer.size()).get(m_document)) {
        m_root = Root::Neither;
        fail(code);
        return m_root;
    }
    return start();
}

JsonReader::Root JsonReader::again()
{
    if (m_failed)
        return m_root;
    m_document.rewind();
    return m_root;
}

JsonReader::Root JsonReader::start()
{
    ondemand::json_type type{};
    m_root = Root::Neither;
    if (const auto code = m_document.type().get(type))
        fail(code);
    else if (type == ondemand::json_type::object)
        m_root = Root::Object;
    else if (type == ondemand::json_type::array)
        m_root = Root::Array;
    return m_root;
}

bool JsonReader::finish()
{
    if (!m_failed && m_root == Root::Neither)
        fail(QStringLiteral("neither an object nor an array"));
    if (!m_failed && !m_visited) // nobody read it: then it is read now
        return isWellFormed();
    if (!m_failed && m_document.current_location().error() != OUT_OF_BOUNDS)
        fail(QStringLiteral("something follows the document"));
    return !m_failed;
}

std::string_view JsonReader::keyOf(ondemand::field &field)
{
    // The common key is short and without escapes: its characters are where they stand.
    const char *const first = field.key().raw();
    const char *at = first;
    while (*at != '"' && *at != '\\')
        ++at;
    if (*at == '"')
        return {first, static_cast<size_t>(at - first)};
    std::string_view key;
    if (const auto code = field.unescaped_key().get(key))
        fail(code);
    return key;
}

JsonText JsonReader::textOf(ondemand::value &value)
{
    using Kind = JsonText::Kind;
    const std::string_view token = value.raw_json_token();
    switch (token.empty() ? '\0' : token.front()) {
    case '"': {
        const char *const first = token.data() + 1;
        const char *at = first;
        while (*at != '"' && *at != '\\')
            ++at;
        if (*at == '"')
            return {Kind::String, {first, static_cast<size_t>(at - first)}};
        std::string_view text;
        if (const auto code = value.get_string().get(text))
            fail(code);
        return {Kind::String, text};
    }
    case '{':
    case '[':
        return JsonText(Kind::Nested);
    default: {
        const std::string_view text = trimmed(token);
        if (isJsonNumber(text))
            return {Kind::Number, text};
        if (text == "null")
            return JsonText(Kind::Null);
        if (text == "true" || text == "false")
            return JsonText(text == "true" ? Kind::True : Kind::False);
        fail(QStringLiteral("not a JSON value: %1")
                 .arg(QString::fromUtf8(text.data(),
                                        std::min<qsizetype>(20, static_cast<qsizetype>(text.size())))));
        return {};
    }
    }
}

// What nobody reads is not gone through digit by digit: On-Demand skips it too. But a bare word that is no
// JSON
// ("NaN") is found.
void JsonReader::checkSkipped(ondemand::value &value)
{
    const std::string_view token = value.raw_json_token();
    const char first = token.empty() ? '\0' : token.front();
    if (first != '"' && first != '{' && first != '[' && first != '-' && !isDigit(first))
        textOf(value);
}

void JsonReader::walk(JsonValue &value, int depth)
{
    if (depth > maxWalkDepth)
        return fail(QStringLiteral("nested too deeply"));
    const auto nested = [&](JsonValue &inner) { walk(inner, depth + 1); };
    if (value.fields([&](std::string_view, JsonValue &inner) { nested(inner); }) || value.items(nested))
        return;
    const JsonText text = value.text();
    if (text.isNested())
        fail(QStringLiteral("unreadable value"));
}

bool JsonReader::isWellFormed()
{
    again();
    const auto nested = [&](JsonValue &inner) { walk(inner, 1); };
    if (m_root == Root::Object)
        fields([&](std::string_view, JsonValue &inner) { nested(inner); });
    else
        items(nested);
    return finish();
}
