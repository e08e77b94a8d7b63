/*
 * On-Demand parses only what is asked for, so everything is asked for: each value is read or
 * checked, known or not, or a broken line would pass for a good one. Half a surrogate pair, which
 * simdjson takes for an error, becomes U+FFFD: an export that cut a message in the middle of an
 * emoji should not lose the whole conversation.
 */
extern "C" {
#include "core/input/batch.h"
#include "core/input/draft.h"
}
#include "core/input/transcript.h"

#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>

#include "core/input/json_text.h"

using simdjson::error_code;
using simdjson::SUCCESS;
namespace ondemand = simdjson::ondemand;
using ondemand::json_type;
using std::string_view;

static_assert(BATCH_PADDING >= simdjson::SIMDJSON_PADDING, "batches are padded for the parser");

struct transcript_reader {
    ondemand::parser parser;
    struct draft draft = {};
};

namespace {

constexpr unsigned depth_max = 64;
constexpr size_t parser_least = size_t(64) << 10;
constexpr size_t parser_keep = size_t(8) << 20;

/* One line on its way to a conversation. */
struct reading {
    ondemand::parser &parser;
    draft &to;
    char *strings; /* where the next string goes; room for what is left of the line, and padding */
    bool has_messages;
};

string_view token_of(ondemand::value &value)
{
    string_view token = value.raw_json_token();
    while (!token.empty() && json_is_space(token.back()))
        token.remove_suffix(1);
    return token;
}

/*
 * Puts the string where the next one goes, without moving on. simdjson stops at half a surrogate
 * pair as at a bad escape; which of them it was is found out here.
 */
error_code string_unescape(reading &r, ondemand::raw_json_string raw, rapport_text &ret, bool &ret_broken)
{
    auto *to = reinterpret_cast<uint8_t *>(r.strings);
    string_view text;
    ret_broken = false;
    if (!r.parser.unescape(raw, to).get(text)) {
        ret = rapport_text{text.data(), text.size()};
        return SUCCESS;
    }
    size_t len;
    int result = json_unescape(raw.raw(), json_string_end(raw.raw()) - 1, r.strings, &len);
    if (result < 0)
        return simdjson::STRING_ERROR;
    ret_broken = result > 0;
    ret = rapport_text{r.strings, len};
    return SUCCESS;
}

/* Consumes the value: what is left to the parser to skip is not checked by it. */
error_code string_consume(reading &r, ondemand::value &value, rapport_text &ret, bool &ret_broken)
{
    ondemand::raw_json_string raw;
    error_code error = value.get_raw_json_string().get(raw);
    return error ? error : string_unescape(r, raw, ret, ret_broken);
}

error_code key_read(reading &r, ondemand::field &field, rapport_text &ret)
{
    bool broken;
    return string_unescape(r, field.key(), ret, broken);
}

error_code value_check(reading &r, ondemand::value &value, unsigned depth);

error_code object_check(reading &r, ondemand::value &value, unsigned depth)
{
    ondemand::object object;
    error_code error = value.get_object().get(object);
    if (error)
        return error;
    for (simdjson::simdjson_result<ondemand::field> result : object) {
        ondemand::field field;
        rapport_text key;
        if ((error = std::move(result).get(field)) || (error = key_read(r, field, key)) ||
            (error = value_check(r, field.value(), depth)))
            return error;
    }
    return SUCCESS;
}

error_code array_check(reading &r, ondemand::value &value, unsigned depth)
{
    ondemand::array array;
    error_code error = value.get_array().get(array);
    if (error)
        return error;
    for (simdjson::simdjson_result<ondemand::value> result : array) {
        ondemand::value element;
        if ((error = std::move(result).get(element)) || (error = value_check(r, element, depth)))
            return error;
    }
    return SUCCESS;
}

/* Checks a value that nobody needs; `depth` counts the objects and arrays around it. */
error_code value_check(reading &r, ondemand::value &value, unsigned depth)
{
    json_type type;
    error_code error = value.type().get(type);
    if (error)
        return error;
    if (type == json_type::object)
        return depth >= depth_max ? simdjson::DEPTH_ERROR : object_check(r, value, depth + 1);
    if (type == json_type::array)
        return depth >= depth_max ? simdjson::DEPTH_ERROR : array_check(r, value, depth + 1);
    if (type == json_type::string) {
        rapport_text ignored;
        bool broken;
        return string_consume(r, value, ignored, broken);
    }
    string_view token = token_of(value);
    return json_is_scalar(token.data(), token.size()) ? SUCCESS : simdjson::TAPE_ERROR;
}

enum field_kind { TEXT, ID, NUMBER, OTHER };

/* What an object may hold. `read` takes over a value that is neither text nor number. */
struct known_field {
    string_view name;
    field_kind kind;
    error_code (*read)(reading &r, ondemand::value &value);
    char begin[8] = {}, mask[8] = {}; /* of the name and its closing quote, to compare both at once */

    constexpr known_field(string_view field_name, field_kind its_kind,
                          error_code (*its_read)(reading &r, ondemand::value &value) = nullptr)
        : name(field_name), kind(its_kind), read(its_read)
    {
        for (size_t i = 0; i < 8 && i <= name.size(); i++) {
            begin[i] = i < name.size() ? name[i] : '"';
            mask[i] = '\xff';
        }
    }
};

template <size_t count> using known_fields = const known_field (&)[count];

void field_fault(reading &r, const known_field &known, const char *reason)
{
    char field[32];
    snprintf(field, sizeof field, ".%s", known.name.data());
    draft_fault(&r.to, field, reason);
}

error_code string_read(reading &r, ondemand::value &value, const known_field &known, rapport_text &ret)
{
    bool broken;
    error_code error = string_consume(r, value, ret, broken);
    if (error)
        return error;
    r.strings += ret.len;
    if (broken)
        field_fault(r, known, "holds half a surrogate pair, read as U+FFFD");
    return SUCCESS;
}

/* Sets *ret for a value of the right kind; null is as good as absent. */
error_code field_read(reading &r, ondemand::value &value, const known_field &known, rapport_text &ret, unsigned depth)
{
    if (known.kind == OTHER)
        return known.read(r, value);
    json_type type;
    error_code error = value.type().get(type);
    if (error)
        return error;
    if (type == json_type::string && known.kind != NUMBER)
        return string_read(r, value, known, ret);
    string_view token = token_of(value);
    if ((error = value_check(r, value, depth)))
        return error;
    if (type == json_type::number && known.kind != TEXT) {
        memcpy(r.strings, token.data(), token.size());
        ret = rapport_text{r.strings, token.size()};
        r.strings += token.size();
    } else if (type != json_type::null) {
        field_fault(r, known, known.kind == NUMBER ? "is no number" : "is no string");
    }
    return SUCCESS;
}

uint64_t word_load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* True if the key, which stands behind its quote, is the name as it is, without escapes. */
bool key_is(const char *raw, const known_field &known)
{
    size_t len = known.name.size();
    if ((word_load(raw) & word_load(known.mask)) != word_load(known.begin))
        return false;
    return len < 8 || (memcmp(raw + 8, known.name.data() + 8, len - 8) == 0 && raw[len] == '"');
}

/*
 * The number of the known field, or count. Objects of one archive have their fields in one order,
 * so the search begins behind the field found last.
 */
template <size_t count>
error_code field_find(reading &r, ondemand::field &field, known_fields<count> fields, size_t last, size_t &ret)
{
    const char *raw = field.key().raw();
    for (size_t n = 0, i = last; n < count; n++) {
        i = i + 1 < count ? i + 1 : 0;
        if (key_is(raw, fields[i])) {
            ret = i;
            return SUCCESS;
        }
    }
    rapport_text key;
    error_code error = key_read(r, field, key);
    ret = count;
    for (size_t i = 0; !error && i < count; i++)
        if (string_view(key.ptr, key.len) == fields[i].name)
            ret = i;
    return error;
}

/* Reads the known fields into `texts`, the first of each name, and checks all others. */
template <size_t count>
error_code fields_read(reading &r, ondemand::object &object, known_fields<count> fields, rapport_text *const *texts,
                       unsigned depth)
{
    unsigned seen = 0;
    size_t i, last = count - 1;
    error_code error;
    for (simdjson::simdjson_result<ondemand::field> result : object) {
        ondemand::field field;
        if ((error = std::move(result).get(field)) || (error = field_find(r, field, fields, last, i)))
            return error;
        if (i == count || (seen & 1u << i)) {
            error = value_check(r, field.value(), depth);
        } else {
            seen |= 1u << i;
            last = i;
            error = field_read(r, field.value(), fields[i], *texts[i], depth);
        }
        if (error)
            return error;
    }
    return SUCCESS;
}

/* As fields_read; a value that is no object is checked, and a fault unless it is null. */
template <size_t count>
error_code object_read(reading &r, ondemand::value &value, known_fields<count> fields, rapport_text *const *texts,
                       unsigned depth, bool &ret_is_object)
{
    json_type type;
    error_code error = value.type().get(type);
    if (error)
        return error;
    ret_is_object = type == json_type::object;
    if (ret_is_object) {
        ondemand::object object;
        error = value.get_object().get(object);
        return error ? error : fields_read(r, object, fields, texts, depth + 1);
    }
    if (type != json_type::null || r.to.message != RAPPORT_NONE)
        draft_fault(&r.to, "", "is no object");
    return value_check(r, value, depth);
}

error_code customer_read(reading &r, ondemand::value &value)
{
    static constexpr known_field fields[] = {
        {"id", ID},      {"name", TEXT},
        {"group", ID},   {"since", TEXT},
        {"title", TEXT},
    };
    draft_customer_texts t = {};
    rapport_text *const texts[] = {&t.id, &t.name, &t.group, &t.since, &t.title};
    bool is_object;
    r.to.section = ".customer";
    error_code error = object_read(r, value, fields, texts, 1, is_object);
    if (!error)
        draft_customer(&r.to, &t);
    r.to.section = "";
    return error;
}

error_code survey_read(reading &r, ondemand::value &value)
{
    static constexpr known_field fields[] = {{"nps", NUMBER}, {"csat", NUMBER}};
    draft_survey_texts t = {};
    rapport_text *const texts[] = {&t.nps, &t.csat};
    bool is_object;
    r.to.section = ".survey";
    error_code error = object_read(r, value, fields, texts, 1, is_object);
    if (!error)
        draft_survey(&r.to, &t);
    r.to.section = "";
    return error;
}

error_code message_read(reading &r, ondemand::value &value)
{
    static constexpr known_field fields[] = {
        {"at", TEXT},   {"role", TEXT}, {"from", ID},
        {"name", TEXT}, {"text", TEXT}, {"event", TEXT},
        {"to", ID},     {"who", ID},    {"queue", TEXT},
    };
    draft_message_texts t = {};
    rapport_text *const texts[] = {&t.at, &t.role, &t.from, &t.name, &t.text, &t.event, &t.to, &t.who, &t.queue};
    bool is_object;
    r.to.message = r.to.message_count;
    error_code error = object_read(r, value, fields, texts, 2, is_object);
    if (!error)
        draft_message(&r.to, &t, is_object);
    r.to.message = RAPPORT_NONE;
    return error;
}

error_code messages_read(reading &r, ondemand::value &value)
{
    json_type type;
    error_code error = value.type().get(type);
    if (error)
        return error;
    if (type != json_type::array)
        return value_check(r, value, 1);
    ondemand::array array;
    if ((error = value.get_array().get(array)))
        return error;
    for (simdjson::simdjson_result<ondemand::value> result : array) {
        ondemand::value element;
        if (r.to.message_count == DRAFT_MESSAGES_MAX)
            return simdjson::CAPACITY;
        if ((error = std::move(result).get(element)) || (error = message_read(r, element)))
            return error;
    }
    r.has_messages = true;
    return SUCCESS;
}

error_code line_read(reading &r, ondemand::document &document)
{
    static constexpr known_field fields[] = {
        {"id", ID},        {"channel", TEXT},
        {"lang", TEXT},    {"queue", TEXT},
        {"started", TEXT}, {"customer", OTHER, customer_read},
        {"survey", OTHER, survey_read}, {"messages", OTHER, messages_read},
    };
    draft_line_texts t = {};
    rapport_text none = {};
    rapport_text *const texts[] = {&t.id, &t.channel, &t.lang, &t.queue, &t.started, &none, &none, &none};
    ondemand::object object;
    error_code error = document.get_object().get(object);
    if (error || (error = fields_read(r, object, fields, texts, 1)))
        return error;
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return simdjson::TRAILING_CONTENT;
    draft_line(&r.to, &t);
    return SUCCESS;
}

const char *error_reason(error_code error)
{
    switch (error) {
    case simdjson::UTF8_ERROR:
        return "is not valid UTF-8";
    case simdjson::EMPTY:
        return "is empty";
    case simdjson::INCORRECT_TYPE:
        return "is no JSON object";
    case simdjson::TRAILING_CONTENT:
        return "has something behind the end of its JSON object";
    case simdjson::DEPTH_ERROR:
        return "is nested deeper than 64";
    case simdjson::CAPACITY:
        return "has more than 1000000 messages";
    case simdjson::STRING_ERROR:
        return "is not JSON: a bad escape in a string";
    case simdjson::UNCLOSED_STRING:
        return "is not JSON: a string without end";
    case simdjson::UNESCAPED_CHARS:
        return "is not JSON: a bare control character in a string";
    case simdjson::MEMALLOC:
        return "is too large for the memory of this machine";
    default:
        return "is not JSON";
    }
}

/* Grows in steps: growing to each line's length would allocate anew for every longer line. */
error_code parser_prepare(ondemand::parser &parser, size_t len)
{
    if (parser.capacity() > parser_keep && len <= parser_keep)
        parser = ondemand::parser();
    if (len <= parser.capacity() && parser.capacity())
        return SUCCESS;
    size_t capacity = parser_least;
    while (capacity < len)
        capacity *= 2;
    return parser.allocate(capacity);
}

error_code line_parse(reading &r, const char *line, size_t len)
{
    ondemand::document document;
    json_type type;
    error_code error = parser_prepare(r.parser, len);
    if (error || (error = r.parser.iterate(line, len, len + simdjson::SIMDJSON_PADDING).get(document)) ||
        (error = document.type().get(type)))
        return error;
    return type == json_type::object ? line_read(r, document) : simdjson::INCORRECT_TYPE;
}

} // namespace

struct transcript_reader *transcript_reader_new(void)
{
    auto *reader = new (std::nothrow) transcript_reader;
    if (!reader) {
        fputs("rapport: out of memory\n", stderr);
        abort();
    }
    return reader;
}

void transcript_reader_free(struct transcript_reader *reader)
{
    if (reader)
        draft_release(&reader->draft);
    delete reader;
}

struct rapport_conversation *transcript_read(struct transcript_reader *reader, const char *line, size_t len,
                                             struct arena *memory, transcript_fault *fault, void *ctx)
{
    char *strings = static_cast<char *>(arena_alloc(memory, len + simdjson::SIMDJSON_PADDING));
    reading r = {reader->parser, reader->draft, strings, false};
    draft_begin(&r.to, memory, fault, ctx);
    error_code error = line_parse(r, line, len);
    draft_faults_end(&r.to);
    if (error) {
        fault(ctx, "", error_reason(error));
        return nullptr;
    }
    const rapport_text &id = r.to.conversation->id;
    if (!id.ptr)
        fault(ctx, ".id", "is missing");
    if (!r.has_messages)
        fault(ctx, ".messages", "is missing or no array");
    return id.ptr && r.has_messages ? draft_end(&r.to) : nullptr;
}
