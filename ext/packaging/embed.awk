# Makes a C file of the scripts of sql/, so that the library holds them: advocacy_scripts in product/scripts.h.
# usage: cd sql; LC_ALL=C awk -f ../ext/packaging/embed.awk SCRIPT... >scripts.c
#   SCRIPT  a name that stays, such as views/answers.sql, in the order that they are listed in
#
# A string of C11 need not be longer than 4095 bytes, so a script is an array of pieces. Bytes that are not ASCII are
# escaped, and question marks, two of which begin a trigraph. In LC_ALL=C a character is a byte, also to gawk.

BEGIN {
    for (i = 128; i < 256; i++) {
        escape[sprintf("%c", i)] = sprintf("\\%03o", i)
    }
    escape["\\"] = "\\\\"
    escape["\""] = "\\\""
    escape["?"] = "\\?"
    escape["\t"] = "\\t"
    escape["\r"] = "\\r"
    print "/* The scripts of sql/, made by embed.awk; change those instead. */"
    print "#include \"product/scripts.h\""
}

FNR == 1 {
    end_script()
    names[++scripts] = FILENAME
    printf "\nstatic const char *const script_%d[] = {\n", scripts
    pieces[scripts] = 1
    used = 0
}

{
    if (used + length($0) + 1 > 4000 && used > 0) {
        print "    ,"
        pieces[scripts]++
        used = 0
    }
    used += length($0) + 1
    print "    \"" escaped($0) "\\n\""
}

END {
    end_script()
    print "\nconst struct Script advocacy_script_list[] = {"
    for (i = 1; i <= scripts; i++) {
        printf "    {\"%s\", script_%d, %d},\n", names[i], i, pieces[i]
    }
    print "};"
    printf "const int advocacy_script_count = %d;\n", scripts
}

function end_script() {
    if (scripts > 0) {
        print "};"
    }
}

function escaped(line, out, i, character) {
    if (line !~ /[^ !#->@-\[\]-~]/) {
        return line
    }
    out = ""
    for (i = 1; i <= length(line); i++) {
        character = substr(line, i, 1)
        out = out (character in escape ? escape[character] : character)
    }
    return out
}
