/*
 * A strict reader of the XML that charts are made of, with no part of it left out: elements,
 * attributes in double quotes, text, and the five entities. Everything else is refused that XML 1.0
 * or HTML refuse, and what no chart needs: comments, CDATA, instructions, other references. It
 * knows nothing of the code that writes charts, and needs neither SQLite nor cmocka.
 */
#ifndef TESTS_XML_H
#define TESTS_XML_H

#include <stdbool.h>
#include <stddef.h>

#define MOST_XML_ATTRIBUTES 16

struct XmlText {
    const char *text; /* as it stands, with entities */
    size_t length;
};

struct XmlElement {
    const struct XmlElement *parent;
    struct XmlText name;
    struct {
        struct XmlText name;
        struct XmlText value;
    } attributes[MOST_XML_ATTRIBUTES];
    int attribute_count;
    struct XmlText text; /* up to the first child */
    int children;
};

/* Called for every element when it ends: children before parents. */
typedef void XmlVisit(void *context, const struct XmlElement *element);

/*
 * What is wrong with the document, as a constant text, or NULL when it is one element that is
 * well-formed. `place` is set to where it is wrong.
 */
const char *xml_error(const char *xml, size_t length, XmlVisit *visit, void *context,
                      size_t *place);

/* The same, and that it is a chart: only elements and attributes that cannot do anything. */
const char *chart_error(const char *xml, size_t length, size_t *place);

/* The attribute's value; text is NULL when there is none. */
struct XmlText xml_attribute(const struct XmlElement *element, const char *name);
bool xml_equals(struct XmlText text, const char *expected);

/* The text with its entities replaced, ended by a zero, cut to `size`. Returns its length. */
size_t xml_plain(struct XmlText text, char *plain, size_t size);

#endif
