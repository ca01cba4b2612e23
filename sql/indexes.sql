-- Indexes on the tables of schema.sql that the views use. Apart from the tables, because a canonical name
-- may also be a view over a table of yours, which cannot have an index; index your own table then.
CREATE INDEX IF NOT EXISTS customer_by_time ON customer(joined_at, channel);
CREATE INDEX IF NOT EXISTS survey_response_by_customer ON survey_response(customer_id, answered_at);
CREATE INDEX IF NOT EXISTS survey_response_by_time ON survey_response(answered_at);
CREATE INDEX IF NOT EXISTS invitation_by_time ON invitation(sent_at, customer_id, channel);
CREATE INDEX IF NOT EXISTS purchase_by_customer ON purchase(customer_id, purchased_at, amount);
CREATE INDEX IF NOT EXISTS purchase_by_time ON purchase(purchased_at, customer_id, amount);
CREATE INDEX IF NOT EXISTS advocacy_act_by_time ON advocacy_act(acted_at);
CREATE INDEX IF NOT EXISTS referral_by_time ON referral(referred_at);
CREATE INDEX IF NOT EXISTS referral_by_conversion ON referral(converted_at);
CREATE INDEX IF NOT EXISTS review_by_time ON review(posted_at);
CREATE INDEX IF NOT EXISTS mention_by_time ON mention(posted_at);
CREATE INDEX IF NOT EXISTS ai_answer_by_time ON ai_answer(asked_at);
CREATE INDEX IF NOT EXISTS ask_by_customer ON ask(customer_id, asked_at);
CREATE INDEX IF NOT EXISTS ask_by_time ON ask(asked_at);
CREATE INDEX IF NOT EXISTS touchpoint_by_time ON touchpoint(opened_at);
CREATE INDEX IF NOT EXISTS feedback_by_time ON feedback(raised_at);
