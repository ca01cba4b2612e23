#include "support/xml.h"

#include <stdint.h>
#include <string.h>

#define DEEPEST_XML 16

struct XmlReader {
    const char *start;
    const char *at;
    const char *end;
    const char *error;
    XmlVisit *visit;
    void *context;
};

static bool refuse(struct XmlReader *reader, const char *error)
{
    if (!reader->error) {
        reader->error = error;
    }
    return false;
}

static bool starts_with(const struct XmlReader *reader, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(reader->end - reader->at) >= length && memcmp(reader->at, text, length) == 0;
}

static bool expect(struct XmlReader *reader, const char *text, const char *error)
{
    if (!starts_with(reader, text)) {
        return refuse(reader, error);
    }
    reader->at += strlen(text);
    return true;
}

/* Characters that XML 1.0 and HTML both allow; no line ends, which charts have none of. */
static bool is_character(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) {
        return false;
    }
    return !(c >= 0xFDD0 && c <= 0xFDEF) && (c & 0xFFFF) < 0xFFFE;
}

/* Moves past one character; the smallest code point of each length rules out overlong forms. */
static bool skip_character(struct XmlReader *reader)
{
    static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)*reader->at;
    int following = first < 0x80 ? 0 : (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : 3;
    if ((first & 0xC0) == 0x80 || (first & 0xF8) == 0xF8 || reader->end - reader->at <= following) {
        return refuse(reader, "not UTF-8");
    }
    uint32_t character = following == 0 ? first : first & (0x3FU >> following);
    for (int i = 1; i <= following; i++) {
        unsigned char next = (unsigned char)reader->at[i];
        if ((next & 0xC0) != 0x80) {
            return refuse(reader, "not UTF-8");
        }
        character = character << 6 | (next & 0x3F);
    }
    if (character < smallest[following] || !is_character(character)) {
        return refuse(reader, "a character that is not allowed");
    }
    reader->at += following + 1;
    return true;
}

static const struct {
    const char *entity;
    char character;
} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

#define ENTITIES ((int)(sizeof entities / sizeof entities[0]))

static bool skip_entity(struct XmlReader *reader)
{
    for (int i = 0; i < ENTITIES; i++) {
        if (starts_with(reader, entities[i].entity)) {
            reader->at += strlen(entities[i].entity);
            return true;
        }
    }
    return refuse(reader, "an & that begins no entity");
}

/* Text up to `stop`; none of the characters that mean something in markup may stand in it. */
static bool read_text(struct XmlReader *reader, char stop, struct XmlText *text)
{
    text->text = reader->at;
    while (reader->at < reader->end && *reader->at != stop) {
        if (strchr("<>\"'", *reader->at) && *reader->at) {
            return refuse(reader, "a character that must be an entity");
        }
        if (!(*reader->at == '&' ? skip_entity(reader) : skip_character(reader))) {
            return false;
        }
    }
    text->length = (size_t)(reader->at - text->text);
    return reader->at < reader->end || refuse(reader, "text without an end");
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-';
}

static bool read_name(struct XmlReader *reader, struct XmlText *name)
{
    name->text = reader->at;
    while (reader->at < reader->end && is_name_byte(*reader->at)) {
        reader->at++;
    }
    name->length = (size_t)(reader->at - name->text);
    return name->length > 0 || refuse(reader, "no name");
}

bool xml_equals(struct XmlText text, const char *expected)
{
    return text.text && text.length == strlen(expected) &&
           memcmp(text.text, expected, text.length) == 0;
}

static bool is_same(struct XmlText left, struct XmlText right)
{
    return left.length == right.length && memcmp(left.text, right.text, left.length) == 0;
}

static bool read_attributes(struct XmlReader *reader, struct XmlElement *element)
{
    while (starts_with(reader, " ")) {
        int count = element->attribute_count;
        reader->at++;
        if (count == MOST_XML_ATTRIBUTES) {
            return refuse(reader, "too many attributes");
        }
        if (!read_name(reader, &element->attributes[count].name) ||
            !expect(reader, "=\"", "an attribute without a value") ||
            !read_text(reader, '"', &element->attributes[count].value)) {
            return false;
        }
        reader->at++;
        for (int i = 0; i < count; i++) {
            if (is_same(element->attributes[i].name, element->attributes[count].name)) {
                return refuse(reader, "an attribute twice");
            }
        }
        element->attribute_count++;
    }
    return true;
}

static bool read_element(struct XmlReader *reader, const struct XmlElement *parent, int depth);

static bool read_content(struct XmlReader *reader, struct XmlElement *element, int depth)
{
    struct XmlText text;
    struct XmlText name;
    if (!read_text(reader, '<', &element->text)) {
        return false;
    }
    while (!starts_with(reader, "</")) {
        element->children++;
        if (!read_element(reader, element, depth + 1) || !read_text(reader, '<', &text)) {
            return false;
        }
        if (text.length > 0) {
            return refuse(reader, "text behind an element");
        }
    }
    reader->at += 2;
    if (!read_name(reader, &name) || !is_same(name, element->name)) {
        return refuse(reader, "an end tag that does not fit");
    }
    return expect(reader, ">", "an end tag without an end");
}

static bool read_element(struct XmlReader *reader, const struct XmlElement *parent, int depth)
{
    struct XmlElement element = {.parent = parent};
    if (depth == DEEPEST_XML) {
        return refuse(reader, "too deep");
    }
    if (!expect(reader, "<", "no tag") || !read_name(reader, &element.name) ||
        !read_attributes(reader, &element)) {
        return false;
    }
    if (starts_with(reader, "/>")) {
        reader->at += 2;
    } else if (!expect(reader, ">", "a tag without an end") ||
               !read_content(reader, &element, depth)) {
        return false;
    }
    if (reader->visit) {
        reader->visit(reader->context, &element);
    }
    return true;
}

const char *xml_error(const char *xml, size_t length, XmlVisit *visit, void *context, size_t *place)
{
    struct XmlReader reader = {xml, xml, xml + length, NULL, visit, context};
    if (read_element(&reader, NULL, 0) && reader.at != reader.end) {
        refuse(&reader, "something behind the root");
    }
    *place = (size_t)(reader.at - reader.start);
    return reader.error;
}

struct XmlText xml_attribute(const struct XmlElement *element, const char *name)
{
    for (int i = 0; i < element->attribute_count; i++) {
        if (xml_equals(element->attributes[i].name, name)) {
            return element->attributes[i].value;
        }
    }
    return (struct XmlText){NULL, 0};
}

size_t xml_plain(struct XmlText text, char *plain, size_t size)
{
    struct XmlReader reader = {text.text, text.text, text.text + text.length, NULL, NULL, NULL};
    size_t length = 0;
    while (reader.at < reader.end && length + 1 < size) {
        char character = *reader.at;
        for (int i = 0; i < ENTITIES; i++) {
            if (starts_with(&reader, entities[i].entity)) {
                character = entities[i].character;
                reader.at += strlen(entities[i].entity) - 1;
            }
        }
        plain[length++] = character;
        reader.at++;
    }
    plain[length] = 0;
    return length;
}

/* Charts. */

static bool is_one_of(struct XmlText text, const char *const *list)
{
    for (; *list; list++) {
        if (xml_equals(text, *list)) {
            return true;
        }
    }
    return false;
}

/* A plain decimal number of moderate size. */
static bool is_coordinate(struct XmlText text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];
        if (c >= '0' && c <= '9') {
            digits++;
        } else if (c != '.' && !(c == '-' && i == 0)) {
            return false;
        }
    }
    return digits > 0 && digits <= 7;
}

static bool is_path(struct XmlText text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!strchr("MLHVZhv0123456789.- ", text.text[i])) {
            return false;
        }
    }
    return text.length == 0 || text.text[0] == 'M';
}

struct ChartCheck {
    const char *error;
    int elements;
};

static const char *root_error(const struct XmlElement *element)
{
    static const char *const attributes[] = {"xmlns",     "class",      "viewBox",
                                             "role",      "aria-label", "font-family",
                                             "font-size", "fill",       NULL};
    for (int i = 0; i < element->attribute_count; i++) {
        if (!is_one_of(element->attributes[i].name, attributes)) {
            return "an attribute that a chart does not have";
        }
    }
    if (!xml_equals(xml_attribute(element, "xmlns"), "http://www.w3.org/2000/svg") ||
        !xml_equals(xml_attribute(element, "role"), "img") ||
        !xml_attribute(element, "viewBox").text || !xml_attribute(element, "aria-label").length) {
        return "an attribute of the root is missing";
    }
    return element->parent || element->text.length > 0 ? "svg inside of svg, or text" : NULL;
}

static const char *shape_error(const struct XmlElement *element)
{
    static const char *const names[] = {"title", "desc", "text",   "path",
                                        "g",     "rect", "circle", NULL};
    static const char *const places[] = {"x", "y", "width", "height", "cx", "cy", "r", NULL};
    static const char *const looks[] = {"class",
                                        "fill",
                                        "fill-opacity",
                                        "stroke",
                                        "stroke-opacity",
                                        "stroke-width",
                                        "stroke-linecap",
                                        "stroke-linejoin",
                                        "stroke-dasharray",
                                        "text-anchor",
                                        "font-size",
                                        "font-weight",
                                        NULL};
    if (!is_one_of(element->name, names) || !element->parent) {
        return "an element that a chart does not have";
    }
    for (int i = 0; i < element->attribute_count; i++) {
        struct XmlText value = element->attributes[i].value;
        if (is_one_of(element->attributes[i].name, places)) {
            if (!is_coordinate(value)) {
                return "a coordinate that is no plain number";
            }
        } else if (xml_equals(element->attributes[i].name, "d")) {
            if (!is_path(value)) {
                return "a path that is none";
            }
        } else if (!is_one_of(element->attributes[i].name, looks)) {
            return "an attribute that a shape does not have";
        }
    }
    bool has_text = is_one_of(element->name, (const char *const[]){"title", "desc", "text", NULL});
    return element->text.length > 0 && !has_text ? "text outside of a text" : NULL;
}

static void check_chart_element(void *context, const struct XmlElement *element)
{
    struct ChartCheck *check = context;
    check->elements++;
    if (!check->error) {
        check->error =
            xml_equals(element->name, "svg") ? root_error(element) : shape_error(element);
    }
}

const char *chart_error(const char *xml, size_t length, size_t *place)
{
    struct ChartCheck check = {0};
    const char *error = xml_error(xml, length, check_chart_element, &check, place);
    return error ? error : check.error;
}
