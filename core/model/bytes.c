#include "core/model/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/arena.h"

void bytes_init(struct bytes *bytes)
{
    *bytes = (struct bytes){0};
}

void bytes_release(struct bytes *bytes)
{
    free(bytes->ptr);
    *bytes = (struct bytes){0};
}

void bytes_clear(struct bytes *bytes)
{
    bytes->len = 0;
}

char *bytes_reserve(struct bytes *bytes, size_t more)
{
    if (more > bytes->cap - bytes->len || !bytes->ptr) {
        /* a sum that does not fit asks for what no system has, and ends in the message of must_realloc */
        size_t needed = more > SIZE_MAX / 2 - bytes->len ? SIZE_MAX / 2 : bytes->len + more;
        size_t cap = bytes->cap < 32 ? 64 : bytes->cap * 2;
        if (cap < needed)
            cap = needed;
        bytes->ptr = must_realloc(bytes->ptr, cap);
        bytes->cap = cap;
    }
    return bytes->ptr + bytes->len;
}

void bytes_add(struct bytes *bytes, const void *data, size_t len)
{
    if (!len)
        return;
    memcpy(bytes_reserve(bytes, len), data, len);
    bytes->len += len;
}

void bytes_add_text(struct bytes *bytes, const char *text)
{
    bytes_add(bytes, text, strlen(text));
}

void bytes_add_char(struct bytes *bytes, char c)
{
    *bytes_reserve(bytes, 1) = c;
    bytes->len++;
}

void bytes_addf(struct bytes *bytes, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char *place = bytes_reserve(bytes, 64);
    size_t room = bytes->cap - bytes->len;
    int wanted = vsnprintf(place, room, format, args);
    if (wanted >= 0 && (size_t)wanted >= room)
        wanted = vsnprintf(bytes_reserve(bytes, (size_t)wanted + 1), (size_t)wanted + 1, format, again);
    if (wanted > 0)
        bytes->len += (size_t)wanted;
    va_end(again);
    va_end(args);
}

char *bytes_text(struct bytes *bytes)
{
    *bytes_reserve(bytes, 1) = '\0';
    return bytes->ptr;
}
