/*
 * simdjson's elements are a pointer and an index that its interface hides; a value holds their bytes, which the
 * checks below make sure of. An absent value has no document.
 */
#include "core/input/value.h"

#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>

namespace dom = simdjson::dom;

namespace
{

constexpr struct value value_none = {nullptr, 0};
constexpr size_t depth_max = 128;
constexpr size_t parser_keep = size_t(4) << 20;

template <class hidden> struct value wrap(const hidden &it)
{
    static_assert(sizeof(hidden) == sizeof(struct value) && std::is_trivially_copyable<hidden>::value,
                  "elements of simdjson are a pointer and an index");
    struct value made;
    memcpy(&made, &it, sizeof made);
    return made;
}

template <class hidden> hidden unwrap(const struct value &value)
{
    hidden it;
    memcpy(static_cast<void *>(&it), static_cast<const void *>(&value), sizeof it);
    return it;
}

bool is_of(const struct value &value, dom::element_type type)
{
    return value.document && unwrap<dom::element>(value).type() == type;
}

} // namespace

struct value_document {
    dom::parser parser{VALUE_BYTES_MAX};
};

struct value_document *value_document_new(void)
{
    auto *document = new (std::nothrow) value_document;
    if (!document) {
        fputs("rapport: out of memory\n", stderr);
        abort();
    }
    return document;
}

void value_document_free(struct value_document *document)
{
    delete document;
}

struct value value_parse(struct value_document *document, const char *text, size_t len)
{
    dom::element root;
    if (document->parser.capacity() > parser_keep && len < parser_keep / 4)
        document->parser = dom::parser{VALUE_BYTES_MAX};
    size_t wanted = size_t(64) << 10;
    while (wanted < len)
        wanted *= 2;
    if ((document->parser.capacity() < len || document->parser.max_depth() != depth_max) &&
        document->parser.allocate(wanted < VALUE_BYTES_MAX ? wanted : VALUE_BYTES_MAX, depth_max))
        return {};
    if (document->parser.parse(text, len).get(root))
        return {};
    return wrap(root);
}

bool value_is(struct value value)
{
    return value.document != nullptr;
}

bool value_is_object(struct value value)
{
    return is_of(value, dom::element_type::OBJECT);
}

bool value_is_list(struct value value)
{
    return is_of(value, dom::element_type::ARRAY);
}

bool value_is_text(struct value value)
{
    return is_of(value, dom::element_type::STRING);
}

bool value_is_number(struct value value)
{
    return is_of(value, dom::element_type::INT64) || is_of(value, dom::element_type::UINT64) ||
           is_of(value, dom::element_type::DOUBLE);
}

bool value_is_true(struct value value)
{
    return is_of(value, dom::element_type::BOOL) && bool(unwrap<dom::element>(value));
}

struct value value_get(struct value value, const char *key)
{
    dom::object object;
    if (!value.document || unwrap<dom::element>(value).get(object))
        return {};
    std::string_view wanted(key);
    for (dom::object::iterator at = object.begin(), end = object.end(); at != end; ++at)
        if (at.key_equals(wanted)) {
            dom::element found = at.value();
            return found.is_null() ? value_none : wrap(found);
        }
    return {};
}

const char *value_string(struct value value)
{
    const char *text;
    return value.document && !unwrap<dom::element>(value).get(text) ? text : "";
}

const char *value_text(struct value object, const char *key)
{
    return value_string(value_get(object, key));
}

int64_t value_integer(struct value value, int64_t otherwise)
{
    int64_t whole;
    if (value.document && !unwrap<dom::element>(value).get(whole))
        return whole;
    double number = value_number(value, 1e300);
    return number > -9e18 && number < 9e18 ? int64_t(number) : otherwise;
}

double value_number(struct value value, double otherwise)
{
    double number;
    return value.document && !unwrap<dom::element>(value).get(number) ? number : otherwise;
}

namespace
{

/* The item at the place of the walk; false at the end. */
template <class iterator> bool walk_load(struct value_walk *walk)
{
    iterator at = unwrap<iterator>(walk->at);
    if (!(at != unwrap<iterator>(walk->end)))
        return false;
    if constexpr (std::is_same<iterator, dom::object::iterator>::value) {
        walk->key = at.key_c_str();
        walk->item = wrap(at.value());
    } else {
        walk->item = wrap(*at);
    }
    return true;
}

template <class iterator> bool walk_step(struct value_walk *walk)
{
    iterator at = unwrap<iterator>(walk->at);
    walk->at = wrap(++at);
    return walk_load<iterator>(walk);
}

} // namespace

bool value_first(struct value_walk *walk, struct value list)
{
    dom::array array;
    dom::object object;
    *walk = value_walk{};
    if (!list.document)
        return false;
    if (!unwrap<dom::element>(list).get(array)) {
        walk->at = wrap(array.begin());
        walk->end = wrap(array.end());
        return walk_load<dom::array::iterator>(walk);
    }
    if (unwrap<dom::element>(list).get(object))
        return false;
    walk->is_object = true;
    walk->at = wrap(object.begin());
    walk->end = wrap(object.end());
    return walk_load<dom::object::iterator>(walk);
}

bool value_next(struct value_walk *walk)
{
    return walk->is_object ? walk_step<dom::object::iterator>(walk) : walk_step<dom::array::iterator>(walk);
}
