/* The view of the customers in a mapping: a table of them, or all who bought or answered. */
#include "product/mapping_write.h"

/* One name out of two columns, or the one that there is. */
static void write_name(struct Writer *writer, const struct Source *source)
{
    const struct CustomerPlan *customer = &writer->plan->customer;
    const char *end = writer->is_grouped ? ")" : "";
    const char *start = writer->is_grouped ? "max(" : "";
    if (customer->name != NO_COLUMN) {
        write_plain(writer, source, customer->name, "name");
    } else if (customer->first_name != NO_COLUMN && customer->last_name != NO_COLUMN) {
        char *first = field_of_row(writer, (struct Field){source, customer->first_name});
        char *last = field_of_row(writer, (struct Field){source, customer->last_name});
        write_column(writer,
                     sql_piece(writer, "%strim(coalesce(%z, '') || ' ' || coalesce(%z, ''))%s",
                               start, first, last, end),
                     "name");
        append_example(writer, source, customer->first_name);
    } else {
        int one = customer->last_name != NO_COLUMN ? customer->last_name : customer->first_name;
        write_plain_or_missing(writer, source, one, "name", "what they are called");
    }
}

static bool have_readable_times(const struct Plan *plan)
{
    const struct PurchasePlan *purchase = &plan->purchase;
    int column = purchase->purchased_at != NO_COLUMN ? purchase->purchased_at : purchase->day;
    const struct Source *source =
        purchase->purchased_at != NO_COLUMN ? purchase->source : purchase->days.key.source;
    bool is_open = true;
    return purchase->source && column != NO_COLUMN && purchase->path.customer.source &&
           time_form(&source->columns[column].evidence, &is_open) != NO_FORM && !is_open;
}

static void write_others(struct Writer *writer, const struct Source *source)
{
    const struct CustomerPlan *customer = &writer->plan->customer;
    write_plain_or_missing(writer, source, customer->segment, "segment",
                           "plan, region, ...: what reports are split by");
    write_plain_or_missing(writer, source, customer->channel, "channel",
                           "how they came: 'referral', 'organic', 'advertising', ...");
    write_name(writer, source);
}

/* Of a table of customers. */
static void write_listed_customers(struct Writer *writer)
{
    const struct CustomerPlan *customer = &writer->plan->customer;
    const struct Source *source = customer->source;
    bool takes_purchase = customer->joined_at == NO_COLUMN && have_readable_times(writer->plan);
    begin_view(writer, "customer", source);
    writer->is_joined = takes_purchase;
    struct Path path = {.customer = {source, customer->identity}};
    writer->is_grouped = false;
    char *id = customer_of_row(writer, &path);
    char *group = customer->identity_repeats ? sql_piece(writer, "%s", id ? id : "") : NULL;
    char *joined = takes_purchase ? sql_piece(writer, "%s", id ? id : "") : NULL;
    writer->is_grouped = customer->identity_repeats;
    write_column(writer, id, "customer_id");
    append_example(writer, source, customer->identity);
    if (customer->joined_at != NO_COLUMN) {
        write_time(writer, source, customer->joined_at, "joined_at");
    } else if (takes_purchase) {
        write_column(writer,
                     sql_piece(writer, writer->is_grouped ? "min(p.joined_at)" : "p.joined_at"),
                     "joined_at");
        append_comment(writer, "not found: their first purchase stands for it");
    } else {
        write_missing(writer, "joined_at", "when they became customers");
    }
    write_others(writer, source);
    write_from(writer, source);
    if (joined) {
        sqlite3_str_appendf(
            writer->text,
            "\nLEFT JOIN (SELECT customer_id, min(advocacy_time(purchased_at)) AS joined_at FROM temp.purchase GROUP BY customer_id) AS p ON p.customer_id = %z",
            joined);
    }
    if (group) {
        sqlite3_str_appendf(writer->text, "\nGROUP BY %z", group);
    }
    end_view(writer);
}

/* Those who bought, or else those who answered: one row each. */
static void write_derived_customers(struct Writer *writer, const struct Source *source,
                                    const struct Path *path)
{
    begin_view(writer, "customer", source);
    writer->is_joined = path->join_count > 0;
    writer->is_grouped = false;
    char *id = customer_of_row(writer, path);
    char *group = sql_piece(writer, "%s", id ? id : "");
    write_column(writer, id, "customer_id");
    append_comment(writer, "no table of customers was found: these are all who stand here");
    writer->is_grouped = true;
    bool is_bought = source == writer->plan->purchase.source && have_readable_times(writer->plan);
    const struct PurchasePlan *purchase = &writer->plan->purchase;
    if (is_bought && purchase->purchased_at != NO_COLUMN) {
        char *value = field_of_row(writer, (struct Field){source, purchase->purchased_at});
        char *time = time_of(writer, value, &source->columns[purchase->purchased_at].evidence);
        write_column(writer, sql_piece(writer, "min(advocacy_time(%z))", time), "joined_at");
        append_comment(writer, "not found: their first purchase stands for it");
    } else {
        write_missing(writer, "joined_at", "when they became customers");
    }
    write_others(writer, source);
    write_from(writer, source);
    write_joins(writer, path);
    const struct SurveyPlan *survey = &writer->plan->survey;
    sqlite3_str_appendf(writer->text, "\nWHERE advocacy_id(%s) IS NOT NULL", group ? group : "");
    if (source == survey->source && survey->header_rows > 0) {
        sqlite3_str_appendf(writer->text, " AND %s%s > %lld", writer->is_joined ? "t." : "",
                            source->rowid, survey->header_rows);
    }
    sqlite3_str_appendf(writer->text, "\nGROUP BY %z", group);
    end_view(writer);
}

void write_customer_view(struct Writer *writer)
{
    const struct Plan *plan = writer->plan;
    if (plan->customer.source && plan->customer.source->is_canonical) {
        return;
    }
    if (plan->customer.source) {
        write_listed_customers(writer);
    } else if (plan->purchase.source && plan->purchase.path.customer.source) {
        write_derived_customers(writer, plan->purchase.source, &plan->purchase.path);
    } else if (plan->survey.source && plan->survey.path.customer.source) {
        write_derived_customers(writer, plan->survey.source, &plan->survey.path);
    }
}
