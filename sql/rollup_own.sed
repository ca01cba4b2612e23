# rollup.sql for tables of your own, here feedback(id, given_by, given_at, rating) and users(user_id, plan). Change the
# eight names on the right in the second part, and then:
#
#     sed -n '/^CREATE TABLE IF NOT EXISTS advocacy_settings/,/^);/p' sql/schema.sql | sqlite3 shop.db
#     sed -f sql/rollup_own.sed sql/rollup.sql | sqlite3 -bail shop.db

# Every place where rollup.sql names a table or a column of yours.
s/FROM customer WHERE customer_id/FROM customer WHERE @customer_key@/g
s/SELECT customer_id, segment FROM customer/SELECT @customer_key@, @segment@ FROM customer/
/ ON customer$/,/^END;/{
    s/NEW\.customer_id/NEW.@customer_key@/g
    s/OLD\.customer_id/OLD.@customer_key@/g
    s/NEW\.segment/NEW.@segment@/g
    s/OLD\.segment/OLD.@segment@/g
}
s/segment FROM customer/@segment@ FROM customer/g
s/segment IS NOT NULL/@segment@ IS NOT NULL/
s/FROM customer /FROM @customer@ /g
s/ ON customer$/ ON @customer@/
s/FROM survey_response/FROM @survey_response@/g
s/ ON survey_response/ ON @survey_response@/
s/response_id/@response_id@/g
s/customer_id/@customer_id@/g
s/answered_at/@answered_at@/g
s/score\([^s]\)/@score@\1/g
s/score$/@score@/

# Your names, in double quotes where SQL wants them so. The table of answers, its key, whose the answer is, when it
# was given (ISO text), the answer itself:
s/@survey_response@/feedback/g
s/@response_id@/id/g
s/@customer_id@/given_by/g
s/@answered_at@/given_at/g
s/@score@/rating/g
# The table of customers, its key (what stands in the third of those), and what reports are split by:
s/@customer@/users/g
s/@customer_key@/user_id/g
s/@segment@/plan/g
