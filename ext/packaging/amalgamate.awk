# Makes one file of the sources: advocacy.c of `make dist`.
# usage: cd ext; awk -v version=V -f packaging/amalgamate.awk advocacy.c SOURCE... >advocacy.c
#
# Own headers are put in where they are first included, those of the C library go to the top, and everything at file
# scope but the entry points becomes static. Tags of structures and enumerations, and names with JSON_, get a
# prefix, because SQLite has a `struct Table`, a JSON_NULL and others of its own, behind which this file may stand. It
# relies on the layout that clang-format gives the sources: what stands at file scope begins in the first column, and
# nothing else does.

# prefixed(line, pattern, length, prefix): the prefix before the last `length` characters of what matches.
function prefixed(line, pattern, length_kept, prefix, out) {
    line = " " line
    out = ""
    while (match(line, pattern)) {
        out = out substr(line, 1, RSTART + RLENGTH - 1 - length_kept) prefix \
            substr(line, RSTART + RLENGTH - length_kept, length_kept)
        line = substr(line, RSTART + RLENGTH)
    }
    return substr(out line, 2)
}

function distinct(line) {
    # A tag follows its keyword and begins with a capital letter; SQLite's begin with small ones.
    line = prefixed(line, "[^A-Za-z0-9_](struct|enum) [A-Z]", 1, "Advocacy")
    return prefixed(line, "[^A-Za-z0-9_]JSON_[A-Z]", 6, "ADVOCACY_")
}

function hidden(line) {
    if (line !~ /^[a-z]/ || line ~ /^(static|typedef) / || line ~ /^(struct|enum|union)( [A-Za-z]+)?( \{|;)/) {
        return line
    }
    if (line ~ /^int sqlite3_(advocacy|modadvocacy|extension)_init\(/) {
        return line
    }
    sub(/^extern /, "", line)
    return "static " line
}

function emit(path, line, status, name) {
    if (path in emitted) {
        return
    }
    emitted[path] = 1
    name = path
    sub(/^.*\/generated\//, "generated/", name) # the same wherever the build folder is
    body[++count] = "/* " name " */"
    while ((status = (getline line < path)) > 0) {
        if (line ~ /^#include "/) {
            name = line
            gsub(/^#include "|"$/, "", name)
            emit(name)
        } else if (line ~ /^#include <sqlite3ext\.h>/) {
            continue # on top, once
        } else if (line ~ /^#include </) {
            library[line] = 1
        } else if (line ~ /^SQLITE_EXTENSION_INIT[13]$/) {
            continue
        } else if (line ~ /^extern .*\[\];$/) {
            # An array of unknown size cannot be declared static: its definition takes the place of the declaration.
            arrays[path] = line
            continue
        } else {
            body[++count] = hidden(distinct(line))
        }
    }
    if (status < 0) {
        print "amalgamate.awk: cannot read " path >"/dev/stderr"
        failed = 1
        exit 1
    }
    close(path)
    if (path in arrays) {
        emit_definitions(path, arrays[path])
    }
}

# The file that defines what the header of the same name declares, unless another one does, which then comes first.
function emit_definitions(header, declaration, file, line, name) {
    file = header
    sub(/\.h$/, ".c", file)
    name = declaration
    sub(/\[\];$/, "", name)
    sub(/^.*[ *]/, "", name)
    while ((getline line < file) > 0) {
        if (index(line, name "[] = {")) {
            close(file)
            emit(file)
            return
        }
    }
    close(file)
}

BEGIN {
    for (i = 1; i < ARGC; i++) {
        emit(ARGV[i])
    }
    print "/*"
    print " * advocacy " version ": Net Promoter Score and customer advocacy metrics as SQL functions, an extension of"
    print " * SQLite 3.31 and later, in one file. Made by `make dist` from the sources; change those instead."
    print " *"
    print " * As a module that SQLite loads:"
    print " *     cc -O2 -fPIC -shared advocacy.c -lm -o advocacy.so"
    print " * Built into an application, which then calls what advocacy.h declares:"
    print " *     cc -O2 -DSQLITE_CORE application.c advocacy.c -lsqlite3 -lm"
    print " * It may also stand behind sqlite3.c in one file with it."
    print " *"
    while ((status = (getline line < "../LICENSE")) > 0) {
        print line == "" ? " *" : " * " line
    }
    print " */"
    # Sums and the decimal reader count on each operation being rounded by itself. GCC contracts unless it is told not to, where the processor has such instructions; the others know a pragma.
    print "#if defined(__clang__)"
    print "#pragma STDC FP_CONTRACT OFF"
    print "#elif defined(__GNUC__)"
    print "#ifdef __FP_FAST_FMA"
    print "#pragma GCC optimize(\"fp-contract=off\")"
    print "#endif"
    print "#elif defined(_MSC_VER)"
    print "#pragma fp_contract(off)"
    print "#endif"
    # What only the tests call stays in, so that the file is all of the sources.
    print "#ifdef __GNUC__"
    print "#pragma GCC diagnostic push"
    print "#pragma GCC diagnostic ignored \"-Wunused-function\""
    print "#pragma GCC diagnostic ignored \"-Wmissing-field-initializers\""
    print "#endif"
    print ""
    for (i = 1; i <= split("float limits math stdarg stdbool stddef stdint stdlib string", order, " "); i++) {
        line = "#include <" order[i] ".h>"
        if (line in library) {
            print line
            delete library[line]
        }
    }
    for (line in library) {
        print "amalgamate.awk: no place for " line >"/dev/stderr"
        failed = 1
    }
    print ""
    # Behind sqlite3.c, which holds this header, no file is looked for.
    print "#ifndef SQLITE3EXT_H"
    print "#include \"sqlite3ext.h\""
    print "#endif"
    print ""
    # Static, so that extensions which were compiled without care do not see each other's.
    print "#if !defined(SQLITE_CORE) && !defined(SQLITE_OMIT_LOAD_EXTENSION)"
    print "static SQLITE_EXTENSION_INIT1"
    print "#endif"
    print ""
    for (i = 1; i <= count; i++) {
        print body[i]
    }
    print "#ifdef __GNUC__"
    print "#pragma GCC diagnostic pop"
    print "#endif"
    exit failed
}
