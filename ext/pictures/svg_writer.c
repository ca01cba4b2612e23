#include "pictures/svg_writer.h"

#include <string.h>

#include "reading/text_width.h"

/* A tenth of a unit is less than a pixel. */
#define COORDINATE_DECIMALS 1

struct SvgWriter svg_begin(sqlite3_context *context)
{
    return (struct SvgWriter){sqlite3_str_new(sqlite3_context_db_handle(context))};
}

void svg_markup(struct SvgWriter *svg, const char *markup)
{
    sqlite3_str_appendall(svg->text, markup);
}

void svg_write_shape(struct SvgWriter *svg, const char *form, const double *coordinates)
{
    char digits[LONGEST_NUMBER];
    for (const char *mark = strchr(form, '@'); mark; mark = strchr(form, '@')) {
        sqlite3_str_append(svg->text, form, (int)(mark - form));
        sqlite3_str_append(svg->text, digits,
                           (int)short_number_text(*coordinates++, COORDINATE_DECIMALS, digits));
        form = mark + 1;
    }
    sqlite3_str_appendall(svg->text, form);
}

/* What is written instead of a character; NULL: itself. */
static const char *substitute_of(uint32_t character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        break;
    }
    uint32_t visible = visible_character(character);
    return visible == ' ' && character != ' ' ? " "
           : visible == REPLACEMENT_CHARACTER ? "\xEF\xBF\xBD"
                                              : NULL;
}

void svg_text(struct SvgWriter *svg, struct ChartText text)
{
    size_t length = (size_t)text.length;
    size_t copied = 0;
    size_t taken;
    for (size_t at = 0; at < length; at += taken) {
        uint32_t character = next_character(text.text + at, length - at, &taken);
        const char *substitute = substitute_of(character);
        if (substitute) {
            sqlite3_str_append(svg->text, text.text + copied, (int)(at - copied));
            sqlite3_str_appendall(svg->text, substitute);
            copied = at + taken;
        }
    }
    sqlite3_str_append(svg->text, text.text + copied, (int)(length - copied));
}

void svg_short_text(struct SvgWriter *svg, struct ChartText text, double ems)
{
    size_t fitting = fitting_bytes(text.text, (size_t)text.length, ems);
    svg_text(svg, (struct ChartText){text.text, (int)fitting});
    if (fitting < (size_t)text.length) {
        sqlite3_str_appendall(svg->text, "\xE2\x80\xA6");
    }
}

void svg_number(struct SvgWriter *svg, double value, struct NumberStyle style)
{
    char digits[LONGEST_NUMBER];
    sqlite3_str_append(svg->text, digits, (int)number_text(value, style, digits));
}

void svg_integer(struct SvgWriter *svg, sqlite3_int64 value)
{
    sqlite3_str_appendf(svg->text, "%lld", value);
}
