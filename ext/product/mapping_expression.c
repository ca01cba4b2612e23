/*
 * Expressions of a mapping: who a customer is, when it was, how much, as the values have to be
 * read.
 */
#include <stdarg.h>
#include <string.h>

#include "product/mapping_write.h"
#include "reading/utf8.h"

char *sql_piece(struct Writer *writer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    writer->lacks_memory = writer->lacks_memory || !sql;
    return sql;
}

/* As bytes, where no host could read it in the script. */
char *quoted_text(struct Writer *writer, const char *text)
{
    const size_t length = strlen(text);
    if (is_utf8(text, length)) {
        return sql_piece(writer, "%Q", text);
    }
    char *bytes = sql_piece(writer, "");
    for (size_t i = 0; i < length; i++) {
        bytes = sql_piece(writer, "%z%02x", bytes, (unsigned char)text[i]);
    }
    return sql_piece(writer, "CAST(x'%z' AS TEXT)", bytes);
}

static const struct Evidence *evidence_of(struct Field field)
{
    return &field.source->columns[field.column].evidence;
}

char *field_of_join(struct Writer *writer, int number, struct Field field)
{
    const char *name = field.source->columns[field.column].name;
    if (!writer->is_joined) {
        return sql_piece(writer, "\"%w\"", name);
    }
    return number > 0 ? sql_piece(writer, "j%d.\"%w\"", number, name)
                      : sql_piece(writer, "t.\"%w\"", name);
}

char *field_of_row(struct Writer *writer, struct Field field)
{
    return field_of_join(writer, 0, field);
}

char *one_of_order(struct Writer *writer, char *value)
{
    return writer->is_grouped ? sql_piece(writer, "max(%z)", value) : value;
}

static char *value_of(struct Writer *writer, int number, struct Field field)
{
    return one_of_order(writer, field_of_join(writer, number, field));
}

/* In small letters, as mail goes to the same person; without what forms write for nobody. */
static char *address_of(struct Writer *writer, char *value, const struct Evidence *evidence)
{
    if (evidence->emails == evidence->filled) {
        return sql_piece(writer, "lower(trim(%z))", value);
    }
    char *address = sql_piece(writer, "CASE WHEN %s LIKE '%%@%%' THEN lower(trim(%s)) END",
                              value ? value : "", value ? value : "");
    sqlite3_free(value);
    return address;
}

char *customer_of_row(struct Writer *writer, const struct Path *path)
{
    if (!path->customer.source) {
        return NULL;
    }
    char *customer = value_of(writer, path->join_count, path->customer);
    if (column_points(path->customer.source, path->customer.column, ROLE_EMAIL) > 0) {
        customer = address_of(writer, customer, evidence_of(path->customer));
    }
    if (path->zero_is_nobody) {
        customer = sql_piece(writer, "nullif(nullif(%z, 0), '0')", customer);
    }
    if (writer->plan->customers_as_text && evidence_of(path->customer)->texts == 0) {
        customer = sql_piece(writer, "CAST(%z AS TEXT)", customer);
    }
    /* Who answered under an address that no customer has is somebody all the same. */
    const struct Join *last = path->join_count > 0 ? &path->joins[path->join_count - 1] : NULL;
    if (last && last->is_email && path->join_count == 1) {
        char *email = address_of(writer, value_of(writer, 0, last->from), evidence_of(last->from));
        customer = sql_piece(writer, "coalesce(%z, advocacy_id(%z))", customer, email);
    }
    return customer;
}

char *time_in_order(struct Writer *writer, const char *value, const char *order)
{
    return sql_piece(writer, "coalesce(advocacy_time(%s, '%s'), %s)", value, order, value);
}

char *time_of(struct Writer *writer, char *value, const struct Evidence *evidence)
{
    static const char *const orders[] = {
        [FORM_DAY_FIRST] = "dmy",        [FORM_MONTH_FIRST] = "mdy", [FORM_SECONDS] = "unix",
        [FORM_MILLISECONDS] = "unix ms", [FORM_EXCEL] = "excel",     [NO_FORM] = NULL,
    };
    bool is_open;
    const char *order = orders[time_form(evidence, &is_open)];
    if (!order || !value) {
        return value;
    }
    char *time = time_in_order(writer, value, order);
    sqlite3_free(value);
    return time;
}

static bool holds_numbers(const struct Evidence *evidence)
{
    return evidence->texts == 0;
}

/* How many make one of the currency; NULL where the amounts are of the currency. */
static const char *parts_of_unit(struct Field field)
{
    const uint64_t known = field.source->columns[field.column].concepts.known;
    if (known & CONCEPT_CENTS) {
        return "100";
    }
    return (known & CONCEPT_MICROS) ? "1000000" : NULL;
}

/* The number that a value of this column is; NULL where it cannot be read. */
static char *number_of(struct Writer *writer, const char *value, struct Field field)
{
    const struct Evidence *evidence = evidence_of(field);
    bool is_open;
    char mark = amount_mark(evidence, &is_open);
    char *number = holds_numbers(evidence) ? sql_piece(writer, "%s", value)
                   : mark ? sql_piece(writer, "advocacy_amount(%s, '%c')", value, mark)
                          : sql_piece(writer, "advocacy_amount(%s)", value);
    const char *parts = parts_of_unit(field);
    return parts ? sql_piece(writer, "%z / %s.0", number, parts) : number;
}

/* Of a row: its amount, or its price times how many, less what is taken off. */
static char *number_of_line(struct Writer *writer, const struct PurchasePlan *purchase,
                            struct Field amount)
{
    char *value = field_of_row(writer, amount);
    char *number = number_of(writer, value ? value : "", amount);
    sqlite3_free(value);
    const int factors[] = {purchase->quantity, purchase->discount};
    for (int i = 0; i < 2; i++) {
        struct Field factor = {amount.source, factors[i]};
        char *name = factors[i] == NO_COLUMN ? NULL : field_of_row(writer, factor);
        if (name) {
            char *other = number_of(writer, name, factor);
            number = i == 0 ? sql_piece(writer, "%z * %z", number, other)
                            : sql_piece(writer, "%z * (1 - coalesce(%z, 0))", number, other);
        }
        sqlite3_free(name);
    }
    return number;
}

/*
 * The sum of the lines, or the one that cannot be read: a sum without it would be wrong, and nobody
 * would see it.
 */
static char *sum_of_lines(struct Writer *writer, const struct PurchasePlan *purchase,
                          struct Field amount)
{
    char *number = number_of_line(writer, purchase, amount);
    if (holds_numbers(evidence_of(amount))) {
        return sql_piece(writer, "sum(%z)", number);
    }
    char *value = field_of_row(writer, amount);
    const char *raw = value ? value : "";
    const char *read = number ? number : "";
    char *sum = sql_piece(writer,
                          "CASE WHEN count(%s) = count(advocacy_id(%s)) THEN sum(%s) "
                          "ELSE min(CASE WHEN %s IS NULL THEN advocacy_id(%s) END) END",
                          read, raw, read, read, raw);
    sqlite3_free(value);
    sqlite3_free(number);
    return sum;
}

char *amount_of_lines(struct Writer *writer, const struct PurchasePlan *purchase)
{
    struct Field amount = {purchase->lines.key.source, purchase->amount};
    bool is_joined = writer->is_joined;
    writer->is_joined = false;
    char *sum = sum_of_lines(writer, purchase, amount);
    writer->is_joined = is_joined;
    return sum;
}

static char *refund_of_row(struct Writer *writer, const struct PurchasePlan *purchase)
{
    struct Field refund = {purchase->source, purchase->refund};
    char *value = value_of(writer, 0, refund);
    char *number = number_of(writer, value ? value : "", refund);
    sqlite3_free(value);
    return sql_piece(writer, " - coalesce(%z, 0)", number);
}

/* An amount that stands once for a row, or for an order. */
static char *amount_of_order(struct Writer *writer, const struct PurchasePlan *purchase,
                             struct Field amount)
{
    char *value = value_of(writer, 0, amount);
    char *number = writer->is_grouped ? number_of(writer, value ? value : "", amount)
                                      : number_of_line(writer, purchase, amount);
    if (purchase->refund != NO_COLUMN) {
        char *refund = refund_of_row(writer, purchase);
        number = sql_piece(writer, "%z%z", number, refund);
    }
    if (holds_numbers(evidence_of(amount)) || (value && number && strcmp(value, number) == 0)) {
        sqlite3_free(value);
        return number;
    }
    bool is_open;
    bool is_plain = amount_mark(evidence_of(amount), &is_open) == 0 &&
                    purchase->refund == NO_COLUMN && purchase->quantity == NO_COLUMN &&
                    !parts_of_unit(amount);
    if (is_plain) {
        sqlite3_free(number);
        return value;
    }
    return sql_piece(writer, "coalesce(%z, %z)", number, value);
}

char *amount_of_purchase(struct Writer *writer, const struct PurchasePlan *purchase)
{
    struct Field amount = {purchase->source, purchase->amount};
    switch (purchase->amount_kind) {
    case AMOUNT_OF_ROW:
    case AMOUNT_OF_ORDER:
        return amount_of_order(writer, purchase, amount);
    case AMOUNT_SUM:
        return sum_of_lines(writer, purchase, amount);
    case AMOUNT_OF_LINES:
        return writer->is_grouped ? sql_piece(writer, "max(l.amount)")
                                  : sql_piece(writer, "l.amount");
    case AMOUNT_NONE:
        break;
    }
    return sql_piece(writer, "1");
}
