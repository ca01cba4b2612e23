# The tables of contents in the READMEs, each file by the first sentence of its opening comment.
# usage: find ext sql tests -type f | LC_ALL=C sort | awk [-v write=1] -f tests/source/contents.awk - README.md...
#
# Between `<!-- contents: FOLDER... -->` and `<!-- end of contents -->` a README lists the files of these folders, named
# from where it stands; `.` is its own. With write=1 the READMEs are written; without it, what is not as it should be is
# named, and the exit status is 1.

function complain(text) {
    print text
    failures++
}

function extension(path) {
    return path ~ /\.[a-z]+$/ ? substr(path, match(path, /\.[a-z]+$/) + 1) : ""
}

function folder_of(path) {
    return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "."
}

function name_of(path) {
    sub(/.*\//, "", path)
    return path
}

# What begins a line of the comment, by what begins its first line.
function comment_kind(line) {
    if (line ~ /^\/\*/) {
        return "/*"
    }
    if (line ~ /^"""/) {
        return "\"\"\""
    }
    return line ~ /^(\/\/|--|# )/ ? substr(line, 1, line ~ /^#/ ? 1 : 2) : ""
}

# The first paragraph of the opening comment, as one line.
function first_paragraph(path, line, kind, text, is_last) {
    text = ""
    kind = ""
    while (!is_last && (getline line < path) > 0) {
        if (kind == "") {
            if (line ~ /^(#!|"use strict)/) {
                continue
            }
            kind = comment_kind(line)
            if (kind == "") {
                break
            }
            line = substr(line, length(kind) + 1)
        } else if (kind == "/*") {
            sub(/^ \*( |$)/, "", line)
            sub(/^ \*\//, "*/", line)
        } else if (kind != "\"\"\"") {
            if (index(line, kind) != 1) {
                break
            }
            line = substr(line, length(kind) + 1)
        }
        is_last = kind == "/*" && line ~ /\*\// || kind == "\"\"\"" && line ~ /"""/
        sub(/\*\/.*|""".*/, "", line)
        gsub(/^ +| +$/, "", line)
        if (line ~ /^usage:/ || line == "" && text != "") {
            break
        }
        text = text (text == "" || line == "" ? "" : " ") line
    }
    close(path)
    return text
}

function first_sentence(text, from, at) {
    from = 1
    while ((at = index(substr(text, from), ". ")) > 0) {
        at += from - 1
        if (substr(text, at + 2, 1) !~ /[0-9]/ && substr(text, 1, at) !~ /( al|e\.g|i\.e|vs)\.$/) {
            return substr(text, 1, at - 1)
        }
        from = at + 1
    }
    sub(/[.:]$/, "", text)
    return text
}

function row(path, label, text) {
    text = first_sentence(first_paragraph(path))
    if (length(text) < 10 || length(text) > 250) {
        complain(path ": the opening comment has no sentence of 10 to 250 characters that says what the file is")
    }
    gsub(/\|/, "\\|", text)
    new[++new_lines] = ("| `" label "` | " text " |")
}

# A C file stands under its header's sentence, and without a suffix.
function list_folder(folder, i, path, header) {
    for (i = 1; i <= files; i++) {
        path = file[i]
        if (folder_of(path) != folder) {
            continue
        }
        listed[path] = 1
        header = path
        sub(/\.c$/, ".h", header)
        if (path ~ /\.c$/ && header in exists) {
            listed[header] = 1
            path = header
        } else if (path ~ /\.h$/ && (substr(path, 1, length(path) - 1) "c") in exists) {
            continue
        }
        row(path, path ~ /\.[ch]$/ ? substr(name_of(path), 1, length(name_of(path)) - 2) : name_of(path))
    }
}

function list_folders(folders, i, count, name, path) {
    count = split(folders, name, " ")
    new[++new_lines] = "| file | what |"
    new[++new_lines] = "|---|---|"
    for (i = 1; i <= count; i++) {
        path = folder_of(readme) (name[i] == "." ? "" : "/" name[i])
        if (count > 1) {
            new[++new_lines] = "| **" path "/** | |"
        }
        list_folder(path)
    }
}

# Writes it, or names the lines that differ, so that the file whose sentence has changed is seen.
function compare_readme(i, is_old, is_new, before) {
    if (write) {
        write_readme()
        return
    }
    before = failures
    for (i = 1; i <= old_lines; i++) {
        is_old[old[i]] = 1
    }
    for (i = 1; i <= new_lines; i++) {
        is_new[new[i]] = 1
        if (!(new[i] in is_old)) {
            complain(readme ": make docs adds " new[i])
        }
    }
    for (i = 1; i <= old_lines; i++) {
        if (!(old[i] in is_new)) {
            complain(readme ": make docs removes " old[i])
        }
        if (failures == before && old[i] != new[i]) {
            complain(readme ": make docs moves " old[i])
        }
    }
}

function write_readme(i, is_same) {
    is_same = old_lines == new_lines
    for (i = 1; i <= new_lines && is_same; i++) {
        is_same = old[i] == new[i]
    }
    if (is_same) {
        return
    }
    for (i = 1; i <= new_lines; i++) {
        print new[i] >readme
    }
    close(readme)
}

function end_of_readme() {
    if (in_contents) {
        complain(readme ": the contents have no end")
    } else if (readme != "") {
        compare_readme()
    }
}

# First the list of files, then the READMEs.
NR == FNR {
    if (" c h sql sh awk sed py mjs cjs js ts css test mk map " ~ (" " extension($0) " ")) {
        file[++files] = $0
        exists[$0] = 1
    }
    next
}

FNR == 1 {
    end_of_readme()
    readme = FILENAME
    old_lines = new_lines = in_contents = 0
}

{
    old[++old_lines] = $0
}

/^<!-- end of contents -->$/ {
    in_contents = 0
}

!in_contents {
    new[++new_lines] = $0
}

/^<!-- contents: .* -->$/ {
    in_contents = 1
    list_folders(substr($0, 16, length($0) - 19))
}

END {
    end_of_readme()
    for (i = 1; i <= files; i++) {
        # The hosts and the golden sessions are shown to the letter, as a user would write them.
        if (!(file[i] in listed) && file[i] !~ /^tests\/(hosts|golden)\//) {
            complain(file[i] ": in no README's table of contents")
        }
    }
    exit failures > 0
}
