# Names each SQL function, view and panel of the page that has no cases in the tests, and each file of formulas or of
# reading that has no suite.
# usage: awk -f tests/source/cases.awk FILE...   (the sources, scripts, tests and READMEs of ext/, sql/ and tests/)
#
# A function of ext/survey/ wants a query in tests/survey/, and one with @ for an argument in a *.test file there, which
# says that a blank is nothing (tests/README.md), unless it takes no value of a cell. A view wants a place in sql/README.md; where that is a table,
# because the view answers a question, it wants a comparison in a suite of tests/sql/ that is about figures. What others
# are built on is tested through them. A view with limits wants its unit in the comment:
# "interval by customer". A panel wants its figures in tests/browser/figures.py and its name in
# tests/sql/test_dashboard.c. A file of ext/mathematics/ or ext/reading/ wants a suite of its name, or of the first words
# of it (test_time for time_grammar), or one that includes its header.

BEGIN {
    # These take names, JSON, what is shown as it is; or make and show the product.
    split("nps_rows advocate_signals key_driver_rows text_term_rows chart_escape advocacy_number advocacy_text " \
          "advocacy_setup advocacy_dashboard advocacy_scripts advocacy_mapping advocacy_version advocacy_functions", word_list, " ")
    for (i in word_list) {
        without_values[word_list[i]] = 1
    }
}

FNR == 1 {
    split(FILENAME, part, "/")
    folder = part[2]
    name = ""
    about_figures = FILENAME ~ /^tests\/sql\// && FILENAME !~ /test_(views|dashboard|dashboard_words)\.c$/
}

FILENAME ~ /^ext\/(mathematics|reading)\/[a-z_]+\.c$/ {
    pure[folder "/" substr(part[3], 1, length(part[3]) - 2)] = FILENAME
}

FILENAME ~ /^tests\/[a-z]+\/test_[a-z_]+\.c$/ {
    suite[folder "/" substr(part[3], 6, length(part[3]) - 7)] = 1
    if (/^#include "(mathematics|reading)\//) {
        header = $2
        gsub(/"|\.h/, "", header)
        suite[header] = 1
    }
}

# In a row of a function table the signature follows the name.
FILENAME ~ /^ext\/[a-z]+\/[a-z_]+\.c$/ {
    if ($0 ~ /^ *\.name = "[a-z_0-9]+",$/) {
        name = $0
        gsub(/^.* = "|",$/, "", name)
    } else {
        if ($0 ~ /^ *\.signature = / && name != "") {
            home[name] = folder
            place[name] = FILENAME ":" FNR - 1
        }
        name = ""
    }
}

FILENAME ~ /^sql\/.*\.sql$/ && /^CREATE VIEW / && FILENAME !~ /mapping_example|rollup/ {
    view[$3] = FILENAME ":" FNR
}

# What stands above a view, and whether the view has limits.
FILENAME ~ /^sql\/views\// {
    if (/^--/) {
        comment = (previous ~ /^--/ ? comment : "") " " $0
    } else if (/^CREATE VIEW /) {
        this_view = $3
        above[$3] = comment
    } else if (/ AS ([a-z_]+_)?lower[, ]*$| AS ([a-z_]+_)?lower,/) {
        has_limits[this_view] = 1
    }
}

FILENAME ~ /^sql\/dashboard\// && /^ *\('[a-z_]+', [0-9]+, / && previous ~ /^INSERT INTO dashboard_panel/ {
    split($0, part, "'")
    panel[part[2]] = FILENAME ":" FNR
}

{
    previous = $0
}

FILENAME == "tests/browser/figures.py" || FILENAME == "tests/sql/test_dashboard.c" {
    line = $0
    while (match(line, /"[a-z_]+"/)) {
        quoted[FILENAME, substr(line, RSTART + 1, RLENGTH - 2)] = 1
        line = substr(line, RSTART + RLENGTH)
    }
}

FILENAME == "sql/README.md" {
    line = $0
    while (match(line, /`[a-z_]+`/)) {
        word = substr(line, RSTART + 1, RLENGTH - 2)
        line = substr(line, RSTART + RLENGTH)
        shown[word] = 1
        if ($0 ~ /^\|/) {
            answers[word] = 1
        }
    }
}

# What is called, and what rows are taken from.
FILENAME ~ /^tests\// {
    line = $0
    while (match(line, /[A-Za-z_][A-Za-z_0-9]* *\(|(FROM|JOIN) +[a-z_][a-z_0-9]*/)) {
        word = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        sub(/^(FROM|JOIN) +/, "", word)
        sub(/ *\($/, "", word)
        called[folder, word] = 1
        if (FILENAME ~ /\.test$/ && /@/) {
            blank[folder, word] = 1
        }
    }
}

about_figures {
    line = $0
    while (match(line, /[a-z_]+/)) {
        asked[substr(line, RSTART, RLENGTH)] = 1
        line = substr(line, RSTART + RLENGTH)
    }
}

function has_suite(path) {
    while (!(path in suite)) {
        if (!sub(/_[a-z]+$/, "", path)) {
            return 0
        }
    }
    return 1
}

function complain(text) {
    print text
    failures++
}

END {
    for (name in home) {
        if (!((home[name], name) in called)) {
            complain(place[name] ": no test in tests/" home[name] "/ calls " name "()")
        } else if (!((home[name], name) in blank) && !(name in without_values)) {
            complain(place[name] ": no test in tests/" home[name] "/ gives " name "() a blank, as @")
        }
    }
    for (name in view) {
        if (!(name in shown)) {
            complain(view[name] ": sql/README.md does not name " name)
        } else if (name in answers && !(name in asked)) {
            complain(view[name] ": no test of figures in tests/sql/ asks " name)
        }
        if (name in has_limits && above[name] !~ /[Ii]nterval[^.]* by /) {
            complain(view[name] ": the comment of " name " does not say by which unit its interval goes")
        }
    }
    for (name in panel) {
        if (!(("tests/browser/figures.py", name) in quoted)) {
            complain(panel[name] ": tests/browser/figures.py does not say what the panel " name " shows")
        }
        if (!(("tests/sql/test_dashboard.c", name) in quoted)) {
            complain(panel[name] ": tests/sql/test_dashboard.c does not look at the panel " name)
        }
    }
    for (path in pure) {
        if (!has_suite(path)) {
            own = path
            sub(/\//, "/test_", own)
            complain(pure[path] ": no suite tests/" own ".c, nor one that includes its header")
        }
    }
    exit failures > 0
}
