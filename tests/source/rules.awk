# Which rules of ext/README.md a source file breaks: rule 10 (who includes whom), 11 (no circles), 13 (memory), 14 (the
# C library), 15 (length, layout, names).
# usage: awk -f tests/source/rules.awk FILE...   (run where ext/ is; names file and line, and fails)
#
# It relies on the layout that clang-format gives: one #include, one declaration a line.

function broken(file, line, rule, text) {
    print file ":" line ": " text " (rule " rule " of ext/README.md)"
    failures++
}

# The folder in ext/ that a file lives in: "" for ext/advocacy.c and for headers beside it.
function room(path, parts) {
    return split(path, parts, "/") > 2 ? parts[2] : ""
}

function is_foundation(folder) {
    return folder == "host" || folder == "mathematics" || folder == "reading"
}

function may_include(from, to) {
    if (from == to) {
        return 1
    }
    if (from == "mathematics" || from == "reading") {
        return 0
    }
    if (from == "host") {
        return to == "mathematics" || to == "reading"
    }
    # A family, which may also see what stands beside advocacy.c: the function tables, the version.
    return is_foundation(to) || to == ""
}

# A file and its header are one node: two modules that need each other are a circle too.
function module(path) {
    sub(/\.[ch]$/, "", path)
    return path
}

function own_include(line, target, from, to) {
    target = line
    sub(/^#include "/, "", target)
    sub(/".*/, "", target)
    target = "ext/" target
    from = room(FILENAME)
    to = room(target)
    if (from == "" && to != "host" && to != "") {
        broken(FILENAME, FNR, 10, "advocacy.c and the headers beside it include host/ only, not " target)
    } else if (from != "" && !may_include(from, to)) {
        broken(FILENAME, FNR, 10, from "/ does not include " (to == "" ? target : to "/"))
    }
    if (module(FILENAME) != module(target)) {
        edges++
        edge_from[edges] = module(FILENAME)
        edge_to[edges] = module(target)
        edge_place[edges] = FILENAME ":" FNR
    }
}

function library_include(line, name) {
    name = line
    sub(/^#include </, "", name)
    sub(/>.*/, "", name)
    if (name ~ /^sqlite3/) {
        if (FILENAME != "ext/host/sqlite.h" && FILENAME != "ext/advocacy.c") {
            broken(FILENAME, FNR, 10, "<" name "> is included by host/sqlite.h and advocacy.c only")
        }
    } else if (index(" float.h limits.h math.h stdarg.h stdbool.h stddef.h stdint.h stdlib.h string.h ", " " name " ") == 0) {
        broken(FILENAME, FNR, 14, "<" name "> is none of the C library's headers that the extension uses")
    }
}

# The line without its texts and comments.
function code(line, out, start, end) {
    gsub(/\\./, "", line)
    gsub(/"[^"]*"/, "\"\"", line)
    out = ""
    while (line != "") {
        if (in_comment) {
            end = index(line, "*/")
            if (end == 0) {
                return out
            }
            in_comment = 0
            line = substr(line, end + 2)
        } else {
            start = index(line, "/*")
            if (start == 0) {
                return out line
            }
            in_comment = 1
            out = out substr(line, 1, start - 1)
            line = substr(line, start + 2)
        }
    }
    return out
}

# Rule 13 asks it of pointers as well as of what they point to.
function is_changing_static(line) {
    if (line !~ /^ *static / || line ~ /\(/) {
        return 0
    }
    gsub(/\*const /, "", line)
    return line !~ / const / || line ~ /\*/
}

function check_code(line) {
    if (match(line, /(^|[^A-Za-z0-9_])(malloc|calloc|realloc|free|strdup)\(/)) {
        broken(FILENAME, FNR, 13, "memory comes from sqlite3_malloc64() and its kin")
    }
    if (match(line, /(^|[^A-Za-z0-9_])(lgamma|strtod|atof|setlocale|getenv|time|localtime|gmtime|mktime|rand)\(/)) {
        broken(FILENAME, FNR, 14, "this function of the C library depends on more than its arguments")
    }
    if (is_changing_static(line)) {
        broken(FILENAME, FNR, 13, "what is static is const")
    }
}

# The name that a line at the left margin defines, "" where it defines none.
function defined_name(line, name) {
    if (line ~ /^#define /) {
        name = substr(line, 9)
    } else if (line ~ /^(struct|enum|union) [A-Za-z0-9_]+ \{/) {
        name = line
        sub(/^[a-z]+ /, "", name)
    } else if (line ~ /^static /) {
        name = line
        sub(/[(=[;].*/, "", name)
        sub(/ +$/, "", name)
        sub(/.*[ *]/, "", name)
        return name
    } else {
        return ""
    }
    sub(/[^A-Za-z0-9_].*/, "", name)
    return name
}

# All files may be compiled as one.
function check_name(name) {
    if (name in defined_in && defined_in[name] != FILENAME) {
        broken(FILENAME, FNR, 15, name " is defined in " defined_in[name] " too")
    }
    defined_in[name] = FILENAME
}

function end_of_file() {
    if (last_line >= 600) {
        broken(last_file, last_line, 15, "a file has fewer than 600 lines")
    }
}

# Takes away what includes nothing and what nothing includes, over and over: circles stay.
function report_circles(i, changed, includes, included) {
    do {
        changed = 0
        split("", includes)
        split("", included)
        for (i = 1; i <= edges; i++) {
            if (!(i in gone)) {
                includes[edge_from[i]] = 1
                included[edge_to[i]] = 1
            }
        }
        for (i = 1; i <= edges; i++) {
            if (!(i in gone) && (!(edge_to[i] in includes) || !(edge_from[i] in included))) {
                gone[i] = 1
                changed = 1
            }
        }
    } while (changed)
    for (i = 1; i <= edges; i++) {
        if (!(i in gone)) {
            split(edge_place[i], place, ":")
            broken(place[1], place[2], 11, "a circle: " edge_from[i] " and " edge_to[i] " need each other")
        }
    }
}

FNR == 1 {
    end_of_file()
    in_comment = 0
}

/^ *\*\/$/ && previous ~ /\/\*[^*]/ {
    broken(FILENAME, FNR, 15, "a comment that does not fit its line begins with /* alone, as it ends")
}

{
    last_file = FILENAME
    last_line = FNR
    previous = $0
}

FILENAME !~ /^ext\// {
    next # tests keep to the length
}

/^#include "/ {
    own_include($0)
    next
}

/^#include </ {
    library_include($0)
    next
}

{
    text = code($0)
    check_code(text)
    name = defined_name(text)
    if (name != "") {
        check_name(name)
    }
}

END {
    end_of_file()
    report_circles()
    exit failures > 0
}
