/*
 * The views of a mapping, one after the other, each column with a comment that says why it was
 * taken.
 */
#include "product/mapping_write.h"

#include <string.h>

/* Whole amounts that make one ask whether they are cents. */
#define FEWEST_CENTS 10

static struct Evidence *evidence_at(const struct Source *source, int column)
{
    return &source->columns[column].evidence;
}

void append_example(struct Writer *writer, const struct Source *source, int column)
{
    const struct Evidence *evidence = evidence_at(source, column);
    if (evidence->filled == 0) {
        append_comment(writer, "empty in all rows that were looked at");
    } else {
        append_comment(writer, "such as %z", shown_example(writer, &evidence->example));
    }
}

/* A column as it stands, of the row or of all rows of an order. */
void write_plain(struct Writer *writer, const struct Source *source, int column, const char *name)
{
    char *value = field_of_row(writer, (struct Field){source, column});
    write_column(writer, writer->is_grouped ? sql_piece(writer, "max(%z)", value) : value, name);
    append_example(writer, source, column);
}

void write_plain_or_missing(struct Writer *writer, const struct Source *source, int column,
                            const char *name, const char *meaning)
{
    if (column == NO_COLUMN) {
        write_missing(writer, name, meaning);
    } else {
        write_plain(writer, source, column, name);
    }
}

static void write_time_choices(struct Writer *writer, const char *value, const char *name)
{
    write_choice(writer, time_in_order(writer, value, "dmy"), name);
    append_comment(writer, "the day first");
    write_choice(writer, time_in_order(writer, value, "mdy"), name);
    append_comment(writer, "the month first");
}

/* A time, read in the order that its values prove, or with a question where they prove none. */
static void write_time_value(struct Writer *writer, char *value, const struct Evidence *evidence,
                             const char *name)
{
    static const char *const reasons[] = {
        [FORM_AS_IT_IS] = "",
        [FORM_DAY_FIRST] = "; the values prove that the day comes first",
        [FORM_MONTH_FIRST] = "; the values prove that the month comes first",
        [FORM_SECONDS] = "; seconds since 1970",
        [FORM_MILLISECONDS] = "; milliseconds since 1970",
        [FORM_EXCEL] = "; days of a spreadsheet",
        [NO_FORM] = "; cannot be read as a time",
    };
    bool is_open;
    enum TimeForm form = time_form(evidence, &is_open);
    char *copy = is_open ? sql_piece(writer, "%s", value ? value : "") : NULL;
    write_column(writer, time_of(writer, value, evidence), name);
    if (is_open) {
        append_comment(
            writer,
            "PLEASE CHOOSE: %z can be read in two ways, and no value decides; take one of these instead",
            shown_example(writer, &evidence->ambiguous_time));
        write_time_choices(writer, copy ? copy : "", name);
    } else {
        append_comment(writer, "such as %z%s", shown_example(writer, &evidence->example),
                       evidence->filled > 0 ? reasons[form] : "");
    }
    sqlite3_free(copy);
}

void write_time(struct Writer *writer, const struct Source *source, int column, const char *name)
{
    char *value = field_of_row(writer, (struct Field){source, column});
    write_time_value(writer, writer->is_grouped ? sql_piece(writer, "min(%z)", value) : value,
                     evidence_at(source, column), name);
}

/* A time that is the key of a table of days. */
static void write_day(struct Writer *writer, const struct Join *days, int day, const char *name)
{
    const struct Source *source = days->key.source;
    if (!source) {
        return;
    }
    char *value = sql_piece(writer, writer->is_grouped ? "min(d.\"%w\")" : "d.\"%w\"",
                            source->columns[day].name);
    write_time_value(writer, value, evidence_at(source, day), name);
}

static void write_days_join(struct Writer *writer, const struct Join *days)
{
    if (days->key.source) {
        char *from = field_of_row(writer, days->from);
        sqlite3_str_appendf(writer->text, "\nLEFT JOIN %s.\"%w\" AS d ON d.\"%w\" = %z",
                            days->key.source->schema, days->key.source->name,
                            days->key.source->columns[days->key.column].name, from);
    }
}

static void write_customer(struct Writer *writer, const struct Path *path)
{
    char *customer = customer_of_row(writer, path);
    if (!customer) {
        write_missing(writer, "customer_id", "who it was");
        return;
    }
    write_column(writer, customer, "customer_id");
    append_example(writer, path->customer.source, path->customer.column);
    if (path->zero_is_nobody) {
        sqlite3_str_appendall(writer->text, "; 0 stands for guests, and each is nobody");
    }
}

static void write_row_number(struct Writer *writer, const struct Source *source, const char *name)
{
    if (source->rowid) {
        write_column(writer,
                     sql_piece(writer, "%s%s", writer->is_joined ? "t." : "", source->rowid), name);
        append_comment(writer, "no number of its own was found: each row is one");
    } else {
        write_missing(writer, name, "its number");
    }
}

static void append_amount_reason(struct Writer *writer, const struct PurchasePlan *purchase)
{
    static const char *const reasons[] = {
        [AMOUNT_NONE] =
            "PLEASE CHECK: no amount was found: each purchase counts 1, and revenue is how many there were",
        [AMOUNT_OF_ROW] = "such as ",
        [AMOUNT_OF_ORDER] =
            "the same on all rows of an order that have one, so it counts once; such as ",
        [AMOUNT_SUM] = "the sum of the rows of an order, such as ",
        [AMOUNT_OF_LINES] = "the sum of the rows that belong to the order, such as ",
    };
    const struct Source *source =
        purchase->amount_kind == AMOUNT_OF_LINES ? purchase->lines.key.source : purchase->source;
    append_comment(writer, "%s", reasons[purchase->amount_kind]);
    if (purchase->amount_kind != AMOUNT_NONE) {
        const struct SourceColumn *column = &source->columns[purchase->amount];
        sqlite3_str_appendf(writer->text, "%z", shown_example(writer, &column->evidence.example));
        if (column->concepts.known & (CONCEPT_CENTS | CONCEPT_MICROS)) {
            sqlite3_str_appendall(
                writer->text, (column->concepts.known & CONCEPT_CENTS) ? " cents" : " millionths");
        }
    }
}

/* Where values do not say what a point or comma means, somebody has to. */
static void write_amount_question(struct Writer *writer, const struct PurchasePlan *purchase)
{
    if (purchase->amount_kind != AMOUNT_OF_ROW && purchase->amount_kind != AMOUNT_OF_ORDER) {
        return;
    }
    struct Field amount = {purchase->source, purchase->amount};
    const struct Evidence *evidence = evidence_at(amount.source, amount.column);
    bool is_open;
    amount_mark(evidence, &is_open);
    if (!is_open) {
        return;
    }
    sqlite3_str_appendf(
        writer->text,
        "; PLEASE CHOOSE: %z can be read in two ways, and no value decides; take one of these instead",
        shown_example(writer, &evidence->ambiguous_amount));
    char *value = one_of_order(writer, field_of_row(writer, amount));
    for (int i = 0; value && i < 2; i++) {
        write_choice(writer,
                     sql_piece(writer, "coalesce(advocacy_amount(%s, '%c'), %s)", value,
                               i ? ',' : '.', value),
                     "amount");
        append_comment(writer, i ? "a decimal comma" : "a decimal point");
    }
    sqlite3_free(value);
}

/*
 * Services that take payments count in cents and do not say so. Whole numbers prove nothing: yen
 * have no cents.
 */
static void write_cents_question(struct Writer *writer, const struct PurchasePlan *purchase)
{
    const struct Source *source =
        purchase->amount_kind == AMOUNT_OF_LINES ? purchase->lines.key.source : purchase->source;
    if (purchase->amount_kind == AMOUNT_NONE) {
        return;
    }
    const struct SourceColumn *column = &source->columns[purchase->amount];
    const struct Evidence *evidence = &column->evidence;
    if (evidence->integers < FEWEST_CENTS || evidence->integers < evidence->filled ||
        evidence->smallest < 50 || evidence->largest < 1000 ||
        (column->concepts.known & (CONCEPT_CENTS | CONCEPT_MICROS))) {
        return;
    }
    sqlite3_str_appendall(
        writer->text,
        "; PLEASE CHECK: all are whole numbers; if they are cents, take this instead");
    write_choice(writer, sql_piece(writer, "(%z) / 100.0", amount_of_purchase(writer, purchase)),
                 "amount");
}

static void write_currencies(struct Writer *writer, const struct PurchasePlan *purchase)
{
    if (purchase->currency != NO_COLUMN &&
        evidence_at(purchase->source, purchase->currency)->distinct > 1) {
        sqlite3_str_appendf(
            writer->text, "\n-- PLEASE CHECK: %z holds several currencies; amounts must be in one",
            shown(writer, purchase->source->columns[purchase->currency].name));
    }
}

static void write_purchase_columns(struct Writer *writer, const struct PurchasePlan *purchase)
{
    const struct Source *source = purchase->source;
    if (purchase->order_id != NO_COLUMN) {
        char *id = field_of_row(writer, (struct Field){source, purchase->order_id});
        write_column(writer, id, "purchase_id");
        append_example(writer, source, purchase->order_id);
    } else {
        write_row_number(writer, source, "purchase_id");
    }
    write_customer(writer, &purchase->path);
    if (purchase->purchased_at != NO_COLUMN) {
        write_time(writer, source, purchase->purchased_at, "purchased_at");
    } else if (purchase->day != NO_COLUMN) {
        write_day(writer, &purchase->days, purchase->day, "purchased_at");
    } else {
        write_missing(writer, "purchased_at", "when it was bought");
    }
    write_column(writer, amount_of_purchase(writer, purchase), "amount");
    append_amount_reason(writer, purchase);
    write_amount_question(writer, purchase);
    write_cents_question(writer, purchase);
    write_missing(writer, "reason",
                  "why, as the customer says: 'friends and family', 'reviews', 'advertising', ...");
    write_currencies(writer, purchase);
}

void write_purchase_view(struct Writer *writer)
{
    const struct PurchasePlan *purchase = &writer->plan->purchase;
    begin_view(writer, "purchase", purchase->source);
    writer->is_grouped = purchase->order_repeats;
    writer->is_joined = purchase->path.join_count > 0 || purchase->days.key.source ||
                        purchase->amount_kind == AMOUNT_OF_LINES;
    write_purchase_columns(writer, purchase);
    write_from(writer, purchase->source);
    write_joins(writer, &purchase->path);
    write_days_join(writer, &purchase->days);
    if (purchase->amount_kind == AMOUNT_OF_LINES) {
        const struct Join *lines = &purchase->lines;
        const char *key = lines->key.source->columns[lines->key.column].name;
        char *sum = amount_of_lines(writer, purchase);
        char *order = field_of_row(writer, lines->from);
        sqlite3_str_appendf(
            writer->text,
            "\nLEFT JOIN (SELECT \"%w\", %z AS amount FROM %s.\"%w\" GROUP BY \"%w\") AS l ON l.\"%w\" = %z",
            key, sum, lines->key.source->schema, lines->key.source->name, key, key, order);
    }
    if (writer->is_grouped) {
        char *order = field_of_row(writer, (struct Field){purchase->source, purchase->order_id});
        sqlite3_str_appendf(writer->text, "\nGROUP BY %z", order);
    }
    write_purchase_filters(writer, purchase);
    end_view(writer);
}

static void write_score(struct Writer *writer, const struct SurveyPlan *survey)
{
    struct Field score = {survey->source, survey->score};
    const struct Evidence *evidence = evidence_at(survey->source, survey->score);
    write_plain(writer, survey->source, survey->score, "score");
    int points = evidence->highest_answer;
    if (evidence->answers > 4 && evidence->lowest_answer >= 1 && (points == 5 || points == 7)) {
        sqlite3_str_appendf(
            writer->text,
            "; PLEASE CHECK: no answer is above %d; if that is a scale of %d points, take this instead",
            points, points);
        write_choice(writer,
                     sql_piece(writer, "nps_rescale(nps_answer(%z), %d)",
                               field_of_row(writer, score), points),
                     "score");
    }
}

/* Of a customer the newest answer counts, whoever of its people gave it. */
static void write_respondents(struct Writer *writer, const struct Path *path)
{
    if (path->join_count == 0 || path->joins[path->join_count - 1].is_email) {
        return;
    }
    const struct Evidence *customers = evidence_at(path->customer.source, path->customer.column);
    const struct Join *last = &path->joins[path->join_count - 1];
    if (customers->distinct >= customers->filled * 9 / 10 ||
        last->key.column == path->customer.column) {
        return;
    }
    sqlite3_str_appendf(
        writer->text,
        "; PLEASE CHECK: several %z are one customer, of whom the newest answer counts; where each answers alone, take this instead; their answers then have no purchases beside them",
        shown(writer, last->key.source->name));
    write_choice(writer, field_of_row(writer, path->joins[0].from), "customer_id");
}

void write_survey_view(struct Writer *writer)
{
    const struct SurveyPlan *survey = &writer->plan->survey;
    const struct Source *source = survey->source;
    begin_view(writer, "survey_response", source);
    writer->is_grouped = false;
    writer->is_joined = survey->path.join_count > 0 || survey->days.key.source;
    if (survey->response_id != NO_COLUMN) {
        write_plain(writer, source, survey->response_id, "response_id");
    } else {
        write_row_number(writer, source, "response_id");
    }
    write_customer(writer, &survey->path);
    write_respondents(writer, &survey->path);
    if (survey->answered_at != NO_COLUMN) {
        write_time(writer, source, survey->answered_at, "answered_at");
    } else if (survey->day != NO_COLUMN) {
        write_day(writer, &survey->days, survey->day, "answered_at");
    } else {
        write_missing(
            writer, "answered_at",
            "when they answered. An answer without a time counts in no view; if all are of one survey, write its day: '2026-10-31' AS answered_at");
    }
    write_score(writer, survey);
    write_plain_or_missing(writer, source, survey->comment, "comment", "what they said about it");
    write_from(writer, source);
    write_joins(writer, &survey->path);
    write_days_join(writer, &survey->days);
    write_survey_filters(writer, survey);
    end_view(writer);
}

void write_review_view(struct Writer *writer)
{
    const struct ReviewPlan *review = &writer->plan->review;
    begin_view(writer, "review", review->source);
    writer->is_grouped = false;
    writer->is_joined = review->path.join_count > 0;
    if (review->review_id != NO_COLUMN) {
        write_plain(writer, review->source, review->review_id, "review_id");
    } else {
        write_row_number(writer, review->source, "review_id");
    }
    write_customer(writer, &review->path);
    if (review->platform != NO_COLUMN) {
        write_plain(writer, review->source, review->platform, "platform");
    } else {
        write_column(writer, sql_piece(writer, "'own'"), "platform");
        append_comment(writer, "not found: where it stands, such as 'Google'");
    }
    write_time(writer, review->source, review->posted_at, "posted_at");
    write_plain(writer, review->source, review->rating, "rating");
    write_missing(writer, "length", "in words");
    write_missing(writer, "rewarded", "1 where a thank-you was promised");
    write_missing(writer, "answered_at", "when we answered");
    write_from(writer, review->source);
    write_joins(writer, &review->path);
    end_view(writer);
}

/* A customer as all tables name them. */
static void write_person(struct Writer *writer, const struct Source *source, int column,
                         const char *name)
{
    struct Path path = {.customer = {source, column}};
    write_column(writer, customer_of_row(writer, &path), name);
    append_example(writer, source, column);
}

void write_referral_view(struct Writer *writer)
{
    const struct ReferralPlan *referral = &writer->plan->referral;
    const struct Source *source = referral->source;
    begin_view(writer, "referral", source);
    writer->is_grouped = false;
    writer->is_joined = false;
    write_row_number(writer, source, "referral_id");
    write_person(writer, source, referral->referrer, "referrer_id");
    write_column(writer, sql_piece(writer, "'unknown'"), "channel");
    append_comment(writer, "not found: 'link', 'word of mouth', 'code', ...");
    write_time(writer, source, referral->referred_at, "referred_at");
    if (referral->is_of_customers) {
        sqlite3_str_appendall(writer->text, "; the day on which they came");
    }
    write_missing(writer, "rewarded", "1 where a thank-you was promised");
    if (referral->referred == NO_COLUMN) {
        write_missing(writer, "referred_id", "the customer who came");
    } else {
        write_person(writer, source, referral->referred, "referred_id");
        write_time(writer, source, referral->referred_at, "converted_at");
    }
    write_from(writer, source);
    begin_filter(writer);
    sqlite3_str_appendf(writer->text, "advocacy_id(%z) IS NOT NULL",
                        field_of_row(writer, (struct Field){source, referral->referrer}));
    end_view(writer);
}

void write_invitation_view(struct Writer *writer)
{
    const struct InvitationPlan *invitation = &writer->plan->invitation;
    begin_view(writer, "invitation", invitation->source);
    writer->is_grouped = false;
    writer->is_joined = invitation->path.join_count > 0;
    write_row_number(writer, invitation->source, "invitation_id");
    write_customer(writer, &invitation->path);
    write_plain_or_missing(writer, invitation->source, invitation->channel, "channel",
                           "'email', 'in app', ...");
    write_time(writer, invitation->source, invitation->sent_at, "sent_at");
    write_from(writer, invitation->source);
    write_joins(writer, &invitation->path);
    end_view(writer);
}
