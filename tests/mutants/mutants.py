"""Changes one thing in the code at a time, and says which changes no test notices.

usage: mutants.py FOLDER SHELL COUNT HOURS SEED [PATH...]

Works on a copy of what git knows, in FOLDER, with a build folder of its own there. COUNT mutants are drawn by SEED from all
that are possible in C and SQL (or in files whose path begins with one of PATH), until HOURS have passed. README.md of
this folder says what counts.
"""
import glob
import os
import random
import re
import subprocess
import sys
import time

# What is changed into what. Each place where a pattern matches, outside of comments and texts, is a mutant.
BOTH = [
    (r"<=", "<"), (r">=", ">"), (r"(?<![<>=\-!])<(?![<=>])", "<="), (r"(?<![<>=\-!])>(?![<=>])", ">="),
    (r"(?<= )\+(?= )", "-"), (r"(?<= )-(?= )", "+"), (r"(?<= )\*(?= )", "/"), (r"(?<= )/(?= )", "*"),
    (r"\b[0-9]+\b(?![.x])", lambda match: str(int(match.group()) + 1)),
]
IN_C = BOTH + [
    (r"==", "!="), (r"!=", "=="), (r"&&", "||"), (r"\|\|", "&&"), (r"\btrue\b", "false"), (r"\bfalse\b", "true"),
    (r"\bfmin\b", "fmax"), (r"\bfmax\b", "fmin"), (r"\blower\b", "upper"), (r"\bupper\b", "lower"),
    (r"\bcontinue;", ";"), (r"\bbreak;", ";"), (r"(?<=\()!(?=\w)", ""), (r"\+\+", "--"),
]
IN_SQL = BOTH + [
    (r"\bAND\b", "OR"), (r"\bOR\b", "AND"), (r"\bIS NOT NULL\b", "IS NULL"), (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bDESC\b", "ASC"), (r"\bLEFT JOIN\b", "JOIN"), (r"\bDISTINCT ", ""), (r"\bsum\(", "max("), (r"\bmin\(", "max("),
    (r"\bmax\(", "min("), (r"\bcount\(\*\)", "1"), (r"\blower\b(?=[ ,)])", "upper"), (r"\bupper\b(?=[ ,)])", "lower"),
    (r"(?<= )=(?= )", "<>"), (r"<>", "="), (r"'promoter'", "'passive'"), (r"'detractor'", "'promoter'"),
    (r"'current'", "'previous'"), (r"\bcoalesce\(", "nullif("),
]


def parts_of_code(text, is_sql):
    """Where code stands: outside of comments and texts. In SQL a text may be what is changed."""
    comment = r"--[^\n]*" if is_sql else r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|#[^\n]*"
    start = 0
    for match in re.finditer(comment, text, re.S):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def mutants_of(path):
    is_sql = path.endswith(".sql")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for begin, end in parts_of_code(text, is_sql):
        for pattern, replacement in IN_SQL if is_sql else IN_C:
            for match in re.finditer(pattern, text[begin:end]):
                new = replacement(match) if callable(replacement) else replacement
                yield path, begin + match.start(), match.group(), new


def all_mutants(chosen):
    paths = sorted(glob.glob("ext/*/*.c") + ["sql/reading.sql", "sql/rollup.sql"] + glob.glob("sql/views/*.sql")
                   + glob.glob("sql/dashboard/*.sql"))
    for path in paths:
        if not chosen or any(path.startswith(word) for word in chosen):
            yield from mutants_of(path)


def suites_for(path):
    """The suites that might notice, the likeliest first: those of its family, then what asks through SQL."""
    family = path.split("/")[1] if path.startswith("ext/") else "sql"
    found = sorted(glob.glob(f"tests/{family}/*.test")) + sorted(glob.glob(f"tests/{family}/test_*.c"))
    if path.startswith("sql/"):
        found += ["tests/product/test_page.c"]
    found += sorted(glob.glob("tests/*/*.test")) + sorted(glob.glob("tests/survey/test_*.c"))
    found += ["tests/host/test_windows.c", "tests/host/test_errors.c", "tests/product/test_documentation.c"]
    return list(dict.fromkeys(found))


def run(command, seconds):
    """Whether it succeeds; what takes too long does not."""
    try:
        return subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=seconds, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


class Trial:
    def __init__(self, shell):
        self.shell = shell

    def builds(self, targets):
        return run(f"make -s all {' '.join(targets)}", 900)

    def passes(self, suite):
        built = suite if suite.endswith(".test") else "build/" + suite[:-2]
        if not suite.endswith(".test") and not self.builds([built]):
            return False
        return run(f"sh tests/run.sh build '{self.shell}' '' {built}", 300)

    def noticed_by(self, path):
        for suite in suites_for(path):
            if not self.passes(suite):
                return suite
        return None

    def judge(self, mutant):
        """'discarded' where it does not compile, else the suite that noticed, or None."""
        path, place, old, new = mutant
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text[:place] + new + text[place + len(old):])
        try:
            if path.endswith(".c") and not self.builds([]):
                return "discarded"
            return "the build" if not self.builds(["build/demo_company.db"]) else self.noticed_by(path)
        finally:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)


def copy_tree(folder):
    os.makedirs(folder, exist_ok=True)
    copy = 'git ls-files -z | xargs -0 tar cf - | tar xf - -C "$1"'
    subprocess.run(["sh", "-c", copy, "sh", folder], check=True)
    os.chdir(folder)


def describe(mutant):
    path, place, old, new = mutant
    with open(path, encoding="utf-8") as file:
        text = file.read()
    line = text.count("\n", 0, place) + 1
    return f"{path}:{line}: {old!r} becomes {new!r}: {text.splitlines()[line - 1].strip()[:70]}"


def main():
    folder, shell, count, hours, seed = sys.argv[1:6]
    copy_tree(folder)
    trial = Trial(shell)
    if not trial.builds(["build/demo_company.db", "build/tests/runner/run_test_file"]):
        sys.exit("mutants: the code does not build as it is")
    drawn = list(all_mutants(sys.argv[6:]))
    random.Random(int(seed)).shuffle(drawn)
    end = time.time() + 3600 * float(hours)
    tally = {"c": [0, 0], "sql": [0, 0]}
    sound = set()
    for mutant in drawn[:int(count)]:
        if time.time() > end:
            print("the time is over")
            break
        path = mutant[0]
        if path not in sound and trial.noticed_by(path):
            sys.exit(f"mutants: the tests of {path} fail as it is: {trial.noticed_by(path)}")
        sound.add(path)
        noticed = trial.judge(mutant)
        if noticed == "discarded":
            continue
        of_kind = tally["sql" if path.endswith(".sql") else "c"]
        of_kind[0] += 1
        of_kind[1] += noticed is not None
        print(("noticed   " if noticed else "SURVIVED  ") + describe(mutant) + (f" ({noticed})" if noticed else ""),
              flush=True)
    for kind, (tried, noticed) in tally.items():
        if tried:
            print(f"{kind}: {noticed} of {tried} noticed, {100 * noticed / tried:.0f}%")


if __name__ == "__main__":
    main()
