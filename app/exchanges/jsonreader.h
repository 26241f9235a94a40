#pragma once

#include <QByteArrayView>
#include <QString>
#include <simdjson.h>
#include <string_view>
#include <vector>

// A value of an outside JSON document as it stands there: the characters of a string (escapes resolved) or of
// a number token. Prices are parsed from these, never from a double.
class JsonText
{
public:
    enum class Kind : char { Absent, Null, False, True, Nested, Number, String };

    constexpr JsonText() = default;
    constexpr JsonText(Kind kind, std::string_view text)
        : m_first(text.data()), m_size(static_cast<unsigned>(text.size())), m_kind(kind)
    {
    }
    explicit constexpr JsonText(Kind kind) : m_kind(kind) {}

    bool isPresent() const { return m_kind != Kind::Absent; }
    bool isTrue() const { return m_kind == Kind::True; }
    bool isFalse() const { return m_kind == Kind::False; }
    bool isNested() const { return m_kind == Kind::Nested; }
    // The characters of a string or a number; nothing for all else, which is "unknown".
    std::string_view value() const { return {m_first, m_size}; }
    bool operator==(std::string_view other) const { return value() == other; }

private:
    const char *m_first = nullptr;
    unsigned m_size = 0;
    Kind m_kind = Kind::Absent;
};

class JsonReader;

// A value met on the way through a document. Read it at once, in one of the three forms, or not at all: it
// is skipped then.
class JsonValue
{
public:
    JsonText text();
    // Calls visit(std::string_view key, JsonValue &value) for each field, in the document's order. Keys are
    // compared as they are: "c" and "C" are two. False when this is no object.
    template <typename Visit> bool fields(Visit visit);
    // Calls visit(JsonValue &element). False when this is no array.
    template <typename Visit> bool items(Visit visit);

private:
    friend class JsonReader;
    JsonValue(JsonReader &reader, simdjson::ondemand::value &value) : m_reader(reader), m_value(value) {}

    JsonReader &m_reader;
    simdjson::ondemand::value &m_value;
    bool m_read = false;
};

// Reads one JSON document front to back with simdjson On-Demand. Meant to be kept and used again: the buffer
// and the parser's memory stay. Key order never matters to a caller who reads again() with what the first
// reading told. Errors stick: after the first one nothing more is visited and finish() tells it.
// Texts handed out live until the next open() or again().
class JsonReader
{
public:
    enum class Root { Object, Array, Neither };

    JsonReader() = default;
    JsonReader(const JsonReader &) = delete; // the document points into the parser
    JsonReader &operator=(const JsonReader &) = delete;

    // Copies `bytes` into a padded buffer and finds its structure. The error, if any, is kept for finish().
    Root open(QByteArrayView bytes);
    // Back to the start of the same document.
    Root again();
    // The root's fields or items, as JsonValue has them.
    template <typename Visit> void fields(Visit visit);
    template <typename Visit> void items(Visit visit);
    // True when all was well and nothing follows the root. Otherwise error() says what is wrong.
    bool finish();
    // Reads the whole document again, strictly: for a frame nothing was taken from, so that broken text is
    // not passed off as an unknown message.
    bool isWellFormed();

    bool failed() const { return m_failed; }
    void fail(const QString &why);
    void fail(simdjson::error_code code);
    const QString &error() const { return m_error; }

private:
    friend class JsonValue;
    template <typename Object, typename Visit> void visitFields(Object &&object, Visit &visit);
    template <typename Array, typename Visit> void visitItems(Array &&array, Visit &visit);
    std::string_view keyOf(simdjson::ondemand::field &field);
    JsonText textOf(simdjson::ondemand::value &value);
    void checkSkipped(simdjson::ondemand::value &value);
    void walk(JsonValue &value, int depth);
    Root start();

    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::document m_document;
    std::vector<char> m_buffer;
    size_t m_size = 0;
    Root m_root = Root::Neither;
    bool m_visited = false, m_failed = false;
    QString m_error;
};

template <typename Object, typename Visit> void JsonReader::visitFields(Object &&object, Visit &visit)
{
    for (auto next : object) {
        if (next.error())
            return fail(next.error());
        auto &&field = std::move(next).value_unsafe(); // in place: copying it out costs more than reading it
        const std::string_view key = keyOf(field);
        JsonValue value(*this, field.value());
        visit(key, value);
        if (!value.m_read)
            checkSkipped(value.m_value);
        if (m_failed)
            return;
    }
}

template <typename Array, typename Visit> void JsonReader::visitItems(Array &&array, Visit &visit)
{
    for (auto next : array) {
        if (next.error())
            return fail(next.error());
        auto &&element = std::move(next).value_unsafe();
        JsonValue value(*this, element);
        visit(value);
        if (!value.m_read)
            checkSkipped(value.m_value);
        if (m_failed)
            return;
    }
}

template <typename Visit> void JsonReader::fields(Visit visit)
{
    if (m_failed || m_root != Root::Object)
        return;
    m_visited = true;
    simdjson::ondemand::object object;
    if (const auto code = m_document.get_object().get(object))
        return fail(code);
    visitFields(object, visit);
}

template <typename Visit> void JsonReader::items(Visit visit)
{
    if (m_failed || m_root != Root::Array)
        return;
    m_visited = true;
    simdjson::ondemand::array array;
    if (const auto code = m_document.get_array().get(array))
        return fail(code);
    visitItems(array, visit);
}

inline JsonText JsonValue::text()
{
    m_read = true;
    return m_reader.textOf(m_value);
}

template <typename Visit> bool JsonValue::fields(Visit visit)
{
    simdjson::ondemand::object object;
    const auto code = m_value.get_object().get(object);
    if (code == simdjson::INCORRECT_TYPE)
        return false;
    m_read = true;
    if (code)
        m_reader.fail(code);
    else
        m_reader.visitFields(object, visit);
    return true;
}

template <typename Visit> bool JsonValue::items(Visit visit)
{
    simdjson::ondemand::array array;
    const auto code = m_value.get_array().get(array);
    if (code == simdjson::INCORRECT_TYPE)
        return false;
    m_read = true;
    if (code)
        m_reader.fail(code);
    else
        m_reader.visitItems(array, visit);
    return true;
}
