#include "core/match/pack_text.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

using std::string_view;
namespace dom = simdjson::dom;

namespace {

/* The lists first, in the order of enum pack_key. */
constexpr const char *keys[] = {"phrases", "weak", "not", "hit", "miss", "cue", "confidence", "note"};
constexpr size_t key_count = sizeof keys / sizeof *keys;
enum { KEY_CUE = PACK_LISTS, KEY_CONFIDENCE };

size_t key_index(string_view key)
{
    size_t index = 0;
    while (index < key_count && key != keys[index])
        index++;
    return index;
}

} // namespace

struct pack_parser {
    dom::parser parser;
    pack_text pack;
    std::vector<const char *> texts[PACK_LISTS], unknown;
};

namespace {

/* simdjson ends each text with a NUL. False if there is one in the middle. */
bool text_of(dom::element element, const char *&ret)
{
    string_view text;
    ret = nullptr;
    if (element.get_string().get(text))
        return true;
    ret = text.data();
    return std::memchr(text.data(), 0, text.size()) == nullptr;
}

bool list_read(pack_parser &p, size_t key, dom::element value)
{
    dom::array array;
    if (value.get_array().get(array))
        return true;
    for (dom::element element : array) {
        const char *text;
        if (!text_of(element, text))
            return false;
        p.texts[key].push_back(text);
    }
    p.pack.lists[key] = {p.texts[key].data(), p.texts[key].size()};
    return true;
}

bool field_read(pack_parser &p, size_t key, dom::element value)
{
    if (key < PACK_LISTS)
        return list_read(p, key, value);
    if (key == KEY_CUE)
        return text_of(value, p.pack.cue);
    if (key == KEY_CONFIDENCE) {
        p.pack.has_confidence = true;
        if (value.get_int64().get(p.pack.confidence))
            p.pack.confidence = 0;
    }
    return true;
}

bool object_read(pack_parser &p, dom::object object)
{
    bool seen[key_count + 1] = {};
    for (dom::key_value_pair field : object) {
        size_t key = key_index(field.key);
        if (key < key_count && seen[key])
            return false;
        seen[key] = true;
        if (key == key_count)
            p.unknown.push_back(field.key.data());
        else if (!field_read(p, key, field.value))
            return false;
    }
    p.pack.unknown = p.unknown.data();
    p.pack.unknown_count = p.unknown.size();
    return true;
}

} // namespace

extern "C" {

pack_parser *pack_parser_new(void)
{
    return new pack_parser;
}

void pack_parser_free(pack_parser *parser)
{
    delete parser;
}

const char *const *pack_keys(size_t *count)
{
    *count = key_count;
    return keys;
}

const pack_text *pack_parse(pack_parser *parser, const char *text, size_t len)
{
    dom::object object;
    parser->pack = {};
    parser->unknown.clear();
    for (auto &list : parser->texts)
        list.clear();
    if (parser->parser.parse(text, len, true).get_object().get(object) || !object_read(*parser, object))
        return nullptr;
    return &parser->pack;
}

} // extern "C"
