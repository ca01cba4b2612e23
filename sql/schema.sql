-- The canonical data model: one small table for each source of customer information. Plain SQL,
-- readable and writable without the extension. All of it is optional: a table that stays empty leaves
-- the views that read it empty. An existing database needs none of it: a view with the canonical name
-- and columns over the user's own tables serves as well (sql/README.md shows how).
--
-- Conventions: identifiers are of any type; times are ISO 8601 text in UTC ('2026-10-31' or
-- '2026-10-31 14:05:00'); money is a number in one currency; yes and no are 1 and 0.

-- Parameters of the views, one row, which always stands (below); a new one takes its place, and what it does not name
-- has its default. `as_of` is where "now" stands, so that a report can be made again; while it is NULL, the views look
-- back from the newest answer or purchase that is not in the future.
CREATE TABLE IF NOT EXISTS advocacy_settings (
    only_row INT NOT NULL DEFAULT 1 PRIMARY KEY ON CONFLICT REPLACE CHECK (only_row = 1), -- INTEGER would count up
    as_of TEXT CHECK (as_of IS date(as_of, '+0 days')), -- the day the views look back from, itself included
    period_days INTEGER NOT NULL DEFAULT 365 CHECK (period_days > 0),  -- "the current period"
    quarter_days INTEGER NOT NULL DEFAULT 91 CHECK (quarter_days > 0),  -- "the last quarter"
    half_life_days REAL NOT NULL DEFAULT 180 CHECK (half_life_days > 0), -- an act this old counts half
    minimum_responses INTEGER NOT NULL DEFAULT 30 CHECK (minimum_responses > 0), -- with fewer, no score is shown
    confidence REAL NOT NULL DEFAULT 0.95 CHECK (confidence > 0 AND confidence < 1),
    ask_pause_days INTEGER NOT NULL DEFAULT 90 CHECK (ask_pause_days >= 0), -- how long nobody is asked again
    time_unit_days REAL NOT NULL DEFAULT 7 CHECK (time_unit_days > 0), -- the unit of the purchase models
    micro_community_members INTEGER NOT NULL DEFAULT 1000 CHECK (micro_community_members > 0), -- the largest micro one
    response_days INTEGER NOT NULL DEFAULT 14 CHECK (response_days > 0), -- an answer this long after an invitation is one to it
    answer_hours REAL NOT NULL DEFAULT 48 CHECK (answer_hours > 0), -- who is answered by then is answered in time
    attribution_days INTEGER NOT NULL DEFAULT 30 CHECK (attribution_days > 0), -- an act this long after an ask came of it
    gross_margin REAL NOT NULL DEFAULT 1 CHECK (gross_margin BETWEEN 0 AND 1), -- the part of revenue that is gross profit
    unknown_referral_share REAL NOT NULL DEFAULT 0.5 CHECK (unknown_referral_share BETWEEN 0 AND 1), -- the part of it that
                                                  -- a referral earned where would_have_come is not known
    own_brand TEXT NOT NULL DEFAULT 'us',         -- mention.brand and ai_answer.brand that are ours
    survey TEXT                                   -- survey_response.survey of the score; NULL: the one with most answers
);

-- Who buys.
CREATE TABLE IF NOT EXISTS customer (
    customer_id PRIMARY KEY NOT NULL,
    joined_at TEXT NOT NULL,
    segment TEXT,                                 -- plan, region, ...: what reports are split by
    channel TEXT NOT NULL DEFAULT 'unknown',      -- how they came: 'referral', 'organic', 'advertising', 'sales', ...
    name TEXT,                                    -- what a person calls them, for lists; NULL where it may not be shown
    account_id                                    -- the company that they are one person of; NULL for nobody's
);

-- Who was asked for an answer.
CREATE TABLE IF NOT EXISTS invitation (
    invitation_id INTEGER PRIMARY KEY,
    customer_id NOT NULL,
    channel TEXT,                                 -- 'email', 'in app', ...
    sent_at TEXT NOT NULL
);

-- What they answered to "how likely would you recommend us", as the survey tool exported it.
CREATE TABLE IF NOT EXISTS survey_response (
    response_id INTEGER PRIMARY KEY,
    customer_id,                                  -- NULL for an anonymous answer
    answered_at TEXT,
    score,                                        -- 0 to 10, also as text or a label; blank when left open
    comment TEXT,
    survey TEXT                                   -- 'relationship', 'after support', ...; NULL where there is only one
);

-- What they answered to other questions on a scale from 1: how satisfied were you, how easy was it.
CREATE TABLE IF NOT EXISTS satisfaction_response (
    satisfaction_id INTEGER PRIMARY KEY,
    customer_id,                                  -- NULL for an anonymous answer
    answered_at TEXT NOT NULL,
    survey TEXT,                                  -- 'after support', 'onboarding', ...
    measure TEXT NOT NULL CHECK (measure IN ('csat', 'ces')), -- satisfaction, or how easy it was
    rating REAL NOT NULL CHECK (rating >= 1),     -- 1 to points; the most is the best
    points INTEGER CHECK (points >= 3)            -- of the scale; NULL: 5 for csat, 7 for ces
);

CREATE TABLE IF NOT EXISTS purchase (
    purchase_id INTEGER PRIMARY KEY,
    customer_id NOT NULL,
    purchased_at TEXT NOT NULL,
    amount REAL NOT NULL,                         -- negative for a return
    reason TEXT CHECK (reason IN ('friends and family', 'reviews', 'advocates'' content', 'brand content',
                                  'advertising', 'other')) -- as the customer says; NULL when not asked
);

-- Acts of advocacy that no other table holds; 'warning' is what detractors tell others. Reviews, mentions
-- and referrals have tables of their own.
CREATE TABLE IF NOT EXISTS advocacy_act (
    act_id INTEGER PRIMARY KEY,
    customer_id NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('testimonial', 'reference', 'case study', 'video', 'podcast', 'webinar',
                                       'community answer', 'user-made content', 'defence', 'warning')),
    channel TEXT NOT NULL,
    acted_at TEXT NOT NULL,
    rewarded INTEGER NOT NULL DEFAULT 0 CHECK (rewarded IN (0, 1)), -- a thank-you was promised for it
    paid INTEGER NOT NULL DEFAULT 0 CHECK (paid IN (0, 1)),         -- it was bought: advertising, not advocacy
    value REAL                                    -- revenue that is attributed to it
);

-- Who recommended us to whom.
CREATE TABLE IF NOT EXISTS referral (
    referral_id INTEGER PRIMARY KEY,
    referrer_id NOT NULL,                         -- the customer who recommends
    channel TEXT NOT NULL,                        -- 'link', 'word of mouth', 'code', ...
    referred_at TEXT NOT NULL,
    rewarded INTEGER NOT NULL DEFAULT 0 CHECK (rewarded IN (0, 1)),
    referred_id UNIQUE,                           -- the customer who came; NULL while nobody has
    converted_at TEXT,                            -- when they did
    would_have_come INTEGER CHECK (would_have_come IN (0, 1)) -- without the referral; NULL when not known
);

CREATE TABLE IF NOT EXISTS review (
    review_id INTEGER PRIMARY KEY,
    customer_id,                                  -- NULL when not known
    platform TEXT NOT NULL,                       -- 'Google', 'Trustpilot', ...
    posted_at TEXT NOT NULL,
    rating REAL NOT NULL CHECK (rating >= 1 AND rating <= 5), -- stars
    length INTEGER CHECK (length >= 0),           -- words
    rewarded INTEGER NOT NULL DEFAULT 0 CHECK (rewarded IN (0, 1)),
    answered_at TEXT                              -- when we answered it
);

-- Posts about us and about competitors.
CREATE TABLE IF NOT EXISTS mention (
    mention_id INTEGER PRIMARY KEY,
    brand TEXT NOT NULL,
    customer_id,                                  -- NULL when not known
    author TEXT,                                  -- their name on the platform; NULL when not known
    platform TEXT NOT NULL,
    posted_at TEXT NOT NULL,
    sentiment TEXT CHECK (sentiment IN ('positive', 'neutral', 'negative')), -- NULL when not judged
    reach INTEGER CHECK (reach >= 0),             -- people who saw it
    engagements INTEGER CHECK (engagements >= 0), -- likes, answers, shares
    conversions INTEGER CHECK (conversions >= 0), -- customers who came by it
    user_made INTEGER NOT NULL DEFAULT 0 CHECK (user_made IN (0, 1)), -- a picture, a film, a guide: more than words
    paid REAL NOT NULL DEFAULT 0 CHECK (paid >= 0), -- what an influencer got for it; 0 for a free voice
    comment TEXT                                  -- what they wrote
);

-- What AI assistants say when asked about our market: one row for each brand that an answer names.
CREATE TABLE IF NOT EXISTS ai_answer (
    ai_answer_id INTEGER PRIMARY KEY,
    platform TEXT NOT NULL,                       -- the assistant
    asked_at TEXT NOT NULL,
    question TEXT NOT NULL,
    brand TEXT,                                   -- NULL: the answer named no brand
    sentiment TEXT CHECK (sentiment IN ('positive', 'neutral', 'negative')),
    cited INTEGER NOT NULL DEFAULT 0 CHECK (cited IN (0, 1)), -- with a link to a source
    review_id,                                    -- the review that it cites, if it is one of ours
    customer_id                                   -- and whose it is
);

-- Requests to customers: will you review, refer, speak for us?
CREATE TABLE IF NOT EXISTS ask (
    ask_id INTEGER PRIMARY KEY,
    customer_id NOT NULL,
    kind TEXT NOT NULL,                           -- of the act that is asked for: 'review', 'referral', 'reference', ...
    channel TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    acted_at TEXT,                                -- when they did it; NULL while they have not
    message TEXT                                  -- the words that were used: the name of a template, a subject line
);

-- The stages of the advocacy programme that a customer has reached, each with its time.
CREATE TABLE IF NOT EXISTS programme_member (
    customer_id PRIMARY KEY NOT NULL,
    identified_at TEXT NOT NULL,
    recruited_at TEXT,                            -- invited and accepted
    activated_at TEXT,                            -- first act
    nurtured_at TEXT,                             -- last time that something was done for them
    measured_at TEXT                              -- last time that the effect was looked at
);

-- What advocates needed, and what they got.
CREATE TABLE IF NOT EXISTS touchpoint (
    touchpoint_id INTEGER PRIMARY KEY,
    customer_id NOT NULL,
    need TEXT NOT NULL CHECK (need IN ('respect', 'appreciation', 'accessibility', 'being listened to',
                                       'recognition', 'presence')),
    monetary INTEGER NOT NULL DEFAULT 0 CHECK (monetary IN (0, 1)), -- recognition in money
    opened_at TEXT NOT NULL,
    answered_at TEXT,
    resolved_at TEXT
);

-- Items that customers raised, and what became of them.
CREATE TABLE IF NOT EXISTS feedback (
    feedback_id INTEGER PRIMARY KEY,
    customer_id,
    source TEXT NOT NULL,                         -- a feedback_source
    raised_at TEXT NOT NULL,
    answered_at TEXT,
    resolved_at TEXT,
    outcome TEXT,                                 -- 'fixed', 'explained', 'declined', ...
    topic TEXT,                                   -- what it is about, as support files it; NULL when not filed
    product TEXT,                                 -- which of ours it is about; NULL when not known
    comment TEXT                                  -- what they wrote
);

-- All sources of customer information: which are used, and who is responsible.
CREATE TABLE IF NOT EXISTS feedback_source (
    source TEXT PRIMARY KEY NOT NULL,             -- the name of a table here, or of a feedback.source
    chosen INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0, 1)),
    owner TEXT                                    -- role or department
);

-- Small communities with deep engagement.
CREATE TABLE IF NOT EXISTS community (
    community_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    platform TEXT NOT NULL,
    members INTEGER NOT NULL CHECK (members >= 0),
    active_members INTEGER NOT NULL CHECK (active_members >= 0), -- in the current period
    engagements INTEGER NOT NULL CHECK (engagements >= 0),       -- in the current period
    conversions INTEGER NOT NULL CHECK (conversions >= 0),       -- customers who came by it in the current period
    CHECK (active_members <= members)
);

-- How far advocacy reaches in the company.
CREATE TABLE IF NOT EXISTS department (
    department TEXT PRIMARY KEY NOT NULL,
    employees INTEGER NOT NULL CHECK (employees > 0),
    engaged INTEGER NOT NULL CHECK (engaged >= 0),               -- employees who act for customers
    is_advocacy_team INTEGER NOT NULL DEFAULT 0 CHECK (is_advocacy_team IN (0, 1)),
    coordinated INTEGER NOT NULL DEFAULT 0 CHECK (coordinated IN (0, 1)), -- works with the advocacy team
    CHECK (engaged <= employees)
);

-- What a channel costs.
CREATE TABLE IF NOT EXISTS acquisition_cost (
    channel TEXT NOT NULL,                        -- as in customer.channel
    month TEXT NOT NULL,                          -- '2026-10'
    cost REAL NOT NULL CHECK (cost >= 0),
    PRIMARY KEY (channel, month)
);

-- What the programme costs.
CREATE TABLE IF NOT EXISTS programme_cost (
    month TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('rewards', 'running')),
    cost REAL NOT NULL CHECK (cost >= 0),
    PRIMARY KEY (month, kind)
);

-- What others publish about the market.
CREATE TABLE IF NOT EXISTS benchmark (
    market TEXT NOT NULL,
    year INTEGER NOT NULL,
    nps REAL NOT NULL CHECK (nps BETWEEN -100 AND 100),
    responses INTEGER CHECK (responses > 0),      -- NULL when the source does not say
    source TEXT NOT NULL,
    PRIMARY KEY (market, year, source)
);

-- What somebody who answered thinks of single parts of their experience: what may drive the answer.
CREATE TABLE IF NOT EXISTS driver_rating (
    response_id NOT NULL,                         -- of survey_response
    driver TEXT NOT NULL,                         -- 'support', 'price', ...
    rating REAL NOT NULL,                         -- on any scale, the more the better, of a driver always the same one
    PRIMARY KEY (response_id, driver)
);

-- What comments may be about, and the words by which that is told.
CREATE TABLE IF NOT EXISTS theme (
    theme TEXT NOT NULL,                          -- 'delivery', ...
    pattern TEXT NOT NULL,                        -- a word, words that follow each other, or how a word begins: 'deliver*'
    PRIMARY KEY (theme, pattern)
);

-- Contracts that run until they are ended: months of a software, a club, a season ticket.
CREATE TABLE IF NOT EXISTS subscription (
    customer_id NOT NULL,                         -- one with several contracts has several rows
    started_at TEXT NOT NULL,
    ended_at TEXT,                                -- the day from which there is none; NULL while it runs
    CHECK (ended_at >= started_at)
);

-- Where we want to be.
CREATE TABLE IF NOT EXISTS target (
    metric TEXT NOT NULL,                         -- as in the view advocacy_trend: 'score', 'rating', 'advocates', ...
    value REAL NOT NULL,                          -- in its unit
    "by" TEXT,                                    -- the day by which; NULL: always
    PRIMARY KEY (metric, "by")
);

INSERT OR IGNORE INTO advocacy_settings(only_row) VALUES (1);
