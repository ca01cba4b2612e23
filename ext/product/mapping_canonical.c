#include "product/mapping_canonical.h"

#include "host/sqlite.h"

const struct CanonicalTable canonical_tables[] = {
    {"survey_response", "score answered_at customer_id response_id comment survey",
     "score answered_at", "answers to \"how likely would you recommend us\", 0 to 10"},
    {"purchase", "customer_id purchased_at amount purchase_id reason",
     "customer_id purchased_at amount", "who bought when, for how much"},
    {"customer", "customer_id joined_at segment channel name account_id", "customer_id joined_at",
     "who buys"},
    {"invitation", "customer_id sent_at channel invitation_id", "customer_id sent_at",
     "who was asked for an answer"},
    {"review", "rating posted_at platform customer_id review_id length rewarded answered_at",
     "rating posted_at", "reviews, 1 to 5 stars"},
    {"referral",
     "referrer_id referred_at channel referred_id converted_at rewarded would_have_come referral_id",
     "referrer_id referred_at", "who recommended us to whom"},
    {"advocacy_act", "customer_id kind channel acted_at rewarded paid value act_id",
     "customer_id kind acted_at", "testimonials, references, case studies, community answers, ..."},
    {"mention",
     "brand posted_at platform customer_id author sentiment reach engagements conversions user_made paid comment mention_id",
     "brand posted_at", "posts about us and about competitors"},
    {"ai_answer",
     "platform asked_at question brand sentiment cited review_id customer_id ai_answer_id",
     "platform asked_at", "what AI assistants say, one row for each brand that an answer names"},
    {"ask", "customer_id kind channel asked_at acted_at message ask_id",
     "customer_id kind asked_at", "requests to customers: will you review, refer, speak for us?"},
    {"programme_member",
     "customer_id identified_at recruited_at activated_at nurtured_at measured_at",
     "customer_id identified_at", "stages of the advocacy programme that a customer has reached"},
    {"touchpoint", "customer_id need monetary opened_at answered_at resolved_at touchpoint_id",
     "customer_id need", "what advocates got of what they need"},
    {"feedback",
     "source raised_at answered_at resolved_at outcome customer_id topic product comment feedback_id",
     "source raised_at", "items that customers raised, and what became of them"},
    {"feedback_source", "source chosen owner", "source chosen",
     "sources of customer information, and who answers for them"},
    {"community", "members name platform active_members engagements conversions community_id",
     "members name", "small communities with deep engagement"},
    {"department", "department employees engaged is_advocacy_team coordinated",
     "department employees", "how far advocacy reaches in the company"},
    {"acquisition_cost", "cost channel month", "cost channel month", "what a channel costs"},
    {"programme_cost", "cost month kind", "cost month kind", "what the programme costs"},
    {"benchmark", "nps market year responses source", "nps market",
     "what others publish about the market"},
    {"satisfaction_response",
     "rating measure answered_at customer_id survey points satisfaction_id",
     "rating measure answered_at", "how satisfied customers were, and how easy it was, from 1"},
    {"driver_rating", "response_id driver rating", "response_id driver rating",
     "what those who answered think of single parts of their experience"},
    {"theme", "theme pattern", "theme pattern",
     "what comments may be about, and the words that tell"},
    {"subscription", "customer_id started_at ended_at", "customer_id started_at",
     "contracts: who has one since when, and who left"},
    {"target", "metric value \"by\"", "metric value", "where we want to be"},
};

const int canonical_table_count = (int)(sizeof canonical_tables / sizeof canonical_tables[0]);

const struct CanonicalTable *find_canonical_table(const char *name)
{
    for (int i = 0; i < canonical_table_count; i++) {
        if (sqlite3_stricmp(canonical_tables[i].name, name) == 0) {
            return &canonical_tables[i];
        }
    }
    return NULL;
}
