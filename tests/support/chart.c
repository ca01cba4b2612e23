#include "support/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "reading/text_width.h"

#define ROUNDING 0.11 /* coordinates are written in tenths */

static double number_of(struct XmlText text, double fallback)
{
    char digits[40];
    if (!text.text) {
        return fallback;
    }
    assert_true(text.length < sizeof digits);
    memcpy(digits, text.text, text.length);
    digits[text.length] = 0;
    return strtod(digits, NULL);
}

/* The nearest value of the attribute on the way to the root. */
static struct XmlText inherited(const struct XmlElement *element, const char *name)
{
    struct XmlText value = {NULL, 0};
    for (; element && !value.text; element = element->parent) {
        value = xml_attribute(element, name);
    }
    return value;
}

static struct Box text_box(const struct XmlElement *element)
{
    struct Box box = {0};
    size_t length = xml_plain(element->text, box.text, sizeof box.text);
    double size = number_of(inherited(element, "font-size"), 0);
    double bold = xml_equals(inherited(element, "font-weight"), "bold") ? 1.1 : 1;
    double width = size * bold * text_em(box.text, length);
    double x = number_of(xml_attribute(element, "x"), NAN);
    double y = number_of(xml_attribute(element, "y"), NAN);
    struct XmlText anchor = inherited(element, "text-anchor");
    double before = xml_equals(anchor, "middle") ? width / 2
                    : xml_equals(anchor, "end")  ? width
                                                 : 0;
    box.left = x - before;
    box.right = box.left + width;
    box.top = y - 0.75 * size;
    box.bottom = y + 0.25 * size;
    return box;
}

static struct Box shape_box(const struct XmlElement *element)
{
    struct Box box = {0};
    double r = number_of(xml_attribute(element, "r"), 0);
    box.left =
        number_of(xml_attribute(element, "x"), number_of(xml_attribute(element, "cx"), NAN) - r);
    box.top =
        number_of(xml_attribute(element, "y"), number_of(xml_attribute(element, "cy"), NAN) - r);
    box.right = box.left + number_of(xml_attribute(element, "width"), 2 * r);
    box.bottom = box.top + number_of(xml_attribute(element, "height"), 2 * r);
    return box;
}

static void collect(void *context, const struct XmlElement *element)
{
    struct Picture *picture = context;
    bool is_text = xml_equals(element->name, "text");
    if (xml_equals(element->name, "svg")) {
        struct XmlText box = xml_attribute(element, "viewBox");
        char numbers[60] = "";
        assert_true(box.length < sizeof numbers);
        memcpy(numbers, box.text, box.length);
        assert_int_equal(strncmp(numbers, "0 0 ", 4), 0);
        char *end;
        picture->width = strtod(numbers + 4, &end);
        picture->height = strtod(end, &end);
        assert_int_equal(*end, 0);
    }
    if (!is_text && !xml_equals(element->name, "rect") && !xml_equals(element->name, "circle")) {
        return;
    }
    if ((picture->count & (picture->count + 1)) == 0) {
        picture->boxes =
            realloc(picture->boxes, (size_t)(2 * picture->count + 2) * sizeof *picture->boxes);
        assert_non_null(picture->boxes);
    }
    struct Box box = is_text ? text_box(element) : shape_box(element);
    struct XmlText name = inherited(element, "class");
    size_t length = name.length < sizeof box.class_name ? name.length : sizeof box.class_name - 1;
    memcpy(box.class_name, name.text, length);
    picture->boxes[picture->count++] = box;
}

struct Picture read_picture(const char *svg, size_t length)
{
    struct Picture picture = {0};
    size_t place;
    const char *error = chart_error(svg, length, &place);
    if (error) {
        fail_msg("%s, at byte %zu: %.200s\n%.2000s", error, place, svg + place, svg);
    }
    xml_error(svg, length, collect, &picture, &place);
    return picture;
}

void free_picture(struct Picture *picture)
{
    free(picture->boxes);
    picture->boxes = NULL;
    picture->count = 0;
}

char *chart_of_query(sqlite3 *db, const char *sql, size_t *length)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW || sqlite3_column_type(statement, 0) != SQLITE_TEXT) {
        fail_msg("%s\n%.500s", sqlite3_errmsg(db), sql);
    }
    const unsigned char *text = sqlite3_column_text(statement, 0);
    *length = (size_t)sqlite3_column_bytes(statement, 0);
    char *copy = malloc(*length + 1);
    assert_non_null(copy);
    memcpy(copy, text, *length);
    copy[*length] = 0;
    sqlite3_finalize(statement);
    return copy;
}

static bool overlap(const struct Box *a, const struct Box *b)
{
    return a->left < b->right - ROUNDING && b->left < a->right - ROUNDING &&
           a->top < b->bottom - ROUNDING && b->top < a->bottom - ROUNDING;
}

void assert_tidy(const struct Picture *picture, const char *name)
{
    for (int i = 0; i < picture->count; i++) {
        const struct Box *box = &picture->boxes[i];
        bool is_inside = box->left >= -ROUNDING && box->right <= picture->width + ROUNDING &&
                         box->top >= -ROUNDING && box->bottom <= picture->height + ROUNDING;
        if (!is_inside) {
            fail_msg("%s: %s '%s' is at %g to %g, %g to %g, in %g by %g", name, box->class_name,
                     box->text, box->left, box->right, box->top, box->bottom, picture->width,
                     picture->height);
        }
        for (int j = 0; j < i && box->text[0]; j++) {
            const struct Box *other = &picture->boxes[j];
            if (other->text[0] && overlap(box, other)) {
                fail_msg("%s: '%s' at %g to %g and '%s' at %g to %g overlap", name, box->text,
                         box->left, box->right, other->text, other->left, other->right);
            }
        }
    }
}
