# Checks of the Python wheels. Part of run.sh.
# shellcheck shell=sh disable=SC2154

# A Python that loads extensions in $python, and the folder of a fresh environment in $environment, with the wheel in it.
need_environment() {
    for python in python3 /usr/bin/python3 none; do
        ! "$python" -c 'import sqlite3, venv, ensurepip; sqlite3.connect(":memory:").enable_load_extension(True)' || break
    done
    [ "$python" != none ] || skip "no python3 here has venv and an sqlite3 with enable_load_extension"
    wheel=$(ls "$dist"/sqlite_advocacy-*manylinux*_"$(uname -m)".whl) || fail "make dist has not made it"
    environment=$scratch/python
    [ ! -d "$environment" ] || return 0
    "$python" -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --no-index "$wheel"
}

# What every wheel says about itself is what is in it, and the library is the one of its platform.
python_wheels() {
    need python3
    for library in "$dist"/linux-*/advocacy.* "$dist"/macos-*/advocacy.* "$dist"/windows-*/advocacy.*; do
        [ ! -f "$library" ] || echo "$(basename "$(dirname "$library")")=$library"
    done >"$scratch/libraries"
    python3 "$tests/wheels.py" "$dist" "$VERSION" "$scratch/libraries"
}

python_package() {
    need_environment
    cp "$tests/package.py" "$scratch"
    (cd "$scratch" && timeout 120 "$environment/bin/python" package.py "$tests/queries.tsv" "$VERSION")
    "$environment/bin/pip" --disable-pip-version-check check
    "$environment/bin/pip" uninstall --quiet --disable-pip-version-check --yes sqlite-advocacy
    same "" "$(cd "$environment" && find . -path '*advocacy*')"
    rm -rf "$environment"
}

# python_with NAME: the newest of a package from PyPI, once, in an environment of its own, where the wheel joins it.
python_with() {
    need_environment
    own=$logs/python-$1
    if ! fetched "$own/complete" "$1 from PyPI"; then
        rm -rf "$own"
        "$python" -m venv "$own"
        timeout 300 "$own/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 60 "$1" ||
            skip "$1 cannot be had from PyPI"
        : >"$own/complete"
    fi
    "$own/bin/pip" install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall "$wheel"
}

python_apsw() {
    python_with apsw
    cp "$tests/package.py" "$scratch"
    (cd "$scratch" && timeout 120 "$own/bin/python" package.py "$tests/queries.tsv" "$VERSION" apsw)
}

# A database of three answers, 9, 10 and 0, whose score is 33.3.
small_survey() {
    rm -f "$1"
    "$SQLITE3" -init /dev/null -batch -bail "$1" \
        "CREATE TABLE survey_response (customer_id, answered_at, score)" \
        "INSERT INTO survey_response VALUES (1, '2026-10-01', 9), (2, '2026-10-02', 10), (3, '2026-10-03', 0)"
}

python_sqlite_utils() {
    python_with sqlite-utils
    "$own/bin/sqlite-utils" plugins | grep -F sqlite-advocacy
    small_survey "$scratch/utils.db"
    same 33.3 "$("$own/bin/sqlite-utils" query "$scratch/utils.db" \
        "SELECT round(nps(score), 1) FROM survey_response" --raw)"
}

# Asked from inside, without a port: a query, the page, the page with options, and who may not query.
python_datasette() {
    python_with datasette
    small_survey "$scratch/company.db"
    (cd "$scratch" && timeout 120 "$own/bin/python" "$tests/datasette_pages.py" "$scratch/company.db")
}
