# Names each SQL function that no test of its family calls: a function of ext/survey/ wants a query in tests/survey/.
# usage: awk -f tests/source/cases.awk ext/*/*.c tests/*/*.test tests/*/test_*.c

{
    split(FILENAME, part, "/")
    folder = part[2]
}

FILENAME ~ /^ext\// {
    # In a row of a function table the signature follows the name.
    if ($0 ~ /^ *\.name = "[a-z_0-9]+",$/) {
        name = $0
        gsub(/^.* = "|",$/, "", name)
    } else {
        if ($0 ~ /^ *\.signature = / && name != "") {
            functions++
            home[name] = folder
            place[name] = FILENAME ":" FNR - 1
        }
        name = ""
    }
    next
}

{
    # What is called, and what rows are taken from.
    line = $0
    while (match(line, /[A-Za-z_][A-Za-z_0-9]* *\(|(FROM|JOIN) +[a-z_][a-z_0-9]*/)) {
        word = substr(line, RSTART, RLENGTH)
        line = substr(line, RSTART + RLENGTH)
        sub(/^(FROM|JOIN) +/, "", word)
        sub(/ *\($/, "", word)
        called[folder, word] = 1
    }
}

END {
    for (name in home) {
        if (!((home[name], name) in called)) {
            print place[name] ": no test in tests/" home[name] "/ calls " name "()"
            failures++
        }
    }
    if (functions == 0) {
        print "no function table found"
        failures++
    }
    exit failures > 0
}
