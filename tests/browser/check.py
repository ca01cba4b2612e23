"""Opens the pages in headless Chromium, takes their pictures and checks them. usage:

    check.py SHELL LIBRARY FOLDER [AXE]

FOLDER holds company.db and its page demo.html, empty.html and hostile.html; pictures and the printed page go there. Each check
prints a line; what fails says what was found and what was expected.
"""

import base64
import csv
import io
import json
import os
import re
import subprocess
import sys
import urllib.parse

import chromium
import figures

HERE = os.path.dirname(os.path.abspath(__file__))
PHONE, DESKTOP = 360, 1280
# A4 less the margins of the page's print rules, in CSS pixels.
PRINTED_WIDTH, PRINTED_HEIGHT = (210 - 26) * 96 / 25.4, (297 - 28) * 96 / 25.4
LIMIT = 400000

# An object of functions: one expression.
with open(os.path.join(HERE, "page.js"), encoding="utf-8") as script:
    PAGE = script.read().strip()

# What axe-core, once it is there, has to say.
AXE = """axe.run(document, {resultTypes: ["violations"]}).then((result) => result.violations.map(
    (v) => v.id + ": " + v.help + ": " + v.nodes.length + " such as " + v.nodes[0].html.slice(0, 150)))"""

failures = []


def check(name, problems):
    """One line for a check, and one for each of its problems."""
    problems = list(problems)
    print(("  failed: " if problems else "  ok: ") + name)
    for problem in problems[:20]:
        print("      " + str(problem))
    failures.extend(problems)


class Shell:
    """Answers from one process, over a snapshot, which reads each row once."""

    def __init__(self, shell, library, database):
        self.process = subprocess.Popen(
            [shell, "-init", "/dev/null", "-batch", "-bail", "-json", "-readonly", "-cmd", ".load '%s'" % library, database],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.rows("SELECT advocacy_setup('snapshot') AS views")

    def rows(self, sql):
        self.process.stdin.write(sql.strip() + ";\n.print END OF ANSWER\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            if line == "END OF ANSWER\n":
                return json.loads("".join(lines)) if lines else []
            lines.append(line)
        raise RuntimeError("the shell stopped at %s" % sql)


def is_near(found, expected):
    return abs(found - expected) <= 1e-8 * max(1, abs(expected))


def shown_number(text):
    """'−27,641.5%' as a number, and half a unit of its last digit."""
    plain = re.sub(r"[^0-9.\-e+]", "", text.replace("−", "-"))
    decimals = len(plain.split(".")[1]) if "." in plain else 0
    return float(plain), 0.5000001 * 10 ** -decimals


def compare_shown(where, text, value, factor):
    number, half = shown_number(text)
    if abs(number - value * factor) > half:
        yield "%s reads %s, the figure is %s" % (where, text, value)


def compare_cell(where, cell, row, name):
    """A cell with the query's row: the exact number, the number as it is read, and the interval."""
    expected = row[name]
    if isinstance(expected, str):
        if cell["text"] != expected:
            yield "%s: %r instead of %r" % (where, cell["text"], expected)
        return
    if expected is None:
        if cell["text"] != "–" or cell["value"] is not None:
            yield "%s: %r where there is nothing" % (where, cell["text"])
        return
    if cell["value"] is None:
        # Numbers that are names, such as a year.
        if cell["text"] != str(expected):
            yield "%s: %r instead of %s" % (where, cell["text"], expected)
        return
    if not is_near(cell["value"], expected):
        yield "%s: %s instead of %s" % (where, cell["value"], expected)
    factor = 100 if name == "probability" else 1
    yield from compare_shown(where, cell["text"], expected, factor)
    if name + "_lower" in row and row[name + "_lower"] is not None:
        limits = [row[name + "_lower"], row[name + "_upper"]]
        if cell["lower"] is None or not (is_near(cell["lower"], limits[0]) and is_near(cell["upper"], limits[1])):
            yield "%s: interval %s to %s instead of %s" % (where, cell["lower"], cell["upper"], limits)
        else:
            for text, limit in zip(cell["interval"].split(" to "), limits):
                yield from compare_shown(where + " interval", text, limit, factor)
        if name == "change":
            words = "more than chance" if row["change_p"] < 0.05 else "may be chance"
            if not cell["verdict"].endswith(words):
                yield "%s: %r where p is %g" % (where, cell["verdict"], row["change_p"])


def compare_block(page, panel, block, expected):
    found = page[panel]["blocks"].get(block)
    if found is None:
        yield "%s/%s is not on the page" % (panel, block)
        return
    if len(found) != len(expected):
        yield "%s/%s has %d rows instead of %d" % (panel, block, len(found), len(expected))
    for i, (cells, row) in enumerate(zip(found, expected)):
        for name in row:
            if re.search("_(lower|upper|p)$", name):
                continue
            where = "%s/%s row %d, %s" % (panel, block, i + 1, name)
            if name not in cells:
                yield where + " is missing"
            else:
                yield from compare_cell(where, cells[name], row, name)


def check_figures(page, shell):
    checked = 0
    problems = []
    for (panel, block), sql in figures.QUERIES.items():
        expected = shell.rows(sql)
        if not expected:
            problems.append("%s/%s: the query gives nothing to compare with" % (panel, block))
        checked += sum(len(row) for row in expected)
        problems.extend(compare_block(page, panel, block, expected))
    known = set(figures.QUERIES)
    for panel, content in page.items():
        problems.extend("%s/%s: nothing checks it" % (panel, b) for b in content["blocks"] if (panel, b) not in known)
    check("%d figures and names are what the views say" % checked, problems)


def check_sentences(page, shell):
    problems = []
    for (panel, part), sql in figures.SENTENCES.items():
        row = shell.rows(sql)[0]
        numbers = re.findall(r"\d[\d,]*", page[panel][part])
        problems.extend("%s: %s of %r is not in %r" % (panel, f"{value:,.0f}", name, page[panel][part])
                        for name, value in row.items() if f"{value:,.0f}" not in [n.rstrip(",") for n in numbers])
    level = shell.rows("SELECT level FROM advocacy_maturity")[0]["level"]
    steps = ["Single employees", "There is an advocacy team", "A team coordinates", "Every department"]
    if not page["maturity"]["step"].startswith(steps[level - 1]):
        problems.append("maturity: %r at level %d" % (page["maturity"]["step"], level))
    check("sentences name the numbers of observations", problems)


def check_files(browser, name, page):
    """Each table can be taken along: the file has its exact figures, and no text that a spreadsheet would work out."""
    files = browser.evaluate(PAGE + ".files()")
    problems = []
    for file in files:
        where = "%s/%s" % (file["panel"], file["block"])
        lines = list(csv.reader(io.StringIO(urllib.parse.unquote(file["address"].partition(",")[2]).lstrip("\ufeff"))))
        rows = page[file["panel"]]["blocks"][file["block"]]
        if [len(line) for line in lines] != [len(lines[0])] * (len(rows) + 1):
            problems.append("%s has lines of %s fields for %d rows" % (where, [len(line) for line in lines], len(rows)))
        for line, row in zip(lines[1:], rows):
            numbers = [c[part] for c in row.values() for part in ("value", "lower", "upper") if c[part] is not None]
            found = [float(field) for field in line if re.fullmatch(r"-?[0-9.]+(e[+-]?[0-9]+)?", field)]
            problems.extend("%s lacks %s" % (where, number) for number in numbers if number not in found)
            problems.extend("%s has the formula %s" % (where, field) for field in line
                            if re.match(r"\s*[=+@\-]", field) and not re.fullmatch(r"-[0-9.]+(e[+-]?[0-9]+)?", field))
    tables = sum(len(c["tables"]) for c in page.values())
    if len(files) != tables:
        problems.append("%d files for %d tables" % (len(files), tables))
    check("%s: %d tables can be taken along, with their exact figures" % (name, len(files)), problems)


def check_answers(browser, name, page):
    """The first screen of a desktop answers a manager's questions, each in a sentence."""
    browser.show(DESKTOP, 800)
    answers = browser.evaluate(PAGE + ".answers()")
    expected = [] if name == "empty" else ["How do we stand?", "Is it changing?", "What are advocates worth?", "What should we do?"]
    if len(answers) > 4:
        expected = expected + ["Is something going wrong?"]  # asked where there is a warning
    problems = [] if [a["question"] for a in answers] == expected else ["questions %s" % [a["question"] for a in answers]]
    problems += ["%r is no sentence" % a["answer"] for a in answers if not re.match(r"[A-Z].*[.]$", a["answer"])]
    problems += ["%s leads to %s" % (a["question"], a["panel"]) for a in answers if a["panel"] not in page]
    problems += ["%s is below the first screen" % a["question"] for a in answers if a["bottom"] > 800 and name == "demo"]
    check("%s: %d questions are answered on the first screen" % (name, len(answers)), problems)


def check_charts(page, shell):
    problems = []
    for (panel, block), (mark, sql) in figures.CHARTS.items():
        expected = list(shell.rows(sql)[0].values())[0]
        chart = page[panel]["charts"].get(block)
        if chart is None:
            problems.append("%s/%s is not drawn" % (panel, block))
            continue
        if chart["marks"][mark] != expected:
            problems.append("%s/%s: %d marks instead of %d" % (panel, block, chart["marks"][mark], expected))
        problems.extend("%s/%s: %s is cut" % (panel, block, label) for label in chart["cut"])
        if chart["role"] != "img" or not (chart["label"] and chart["title"] and chart["description"] and chart["caption"]):
            problems.append("%s/%s: not all is said to a screen reader: %s" % (panel, block, chart))
    known = set(figures.CHARTS)
    for panel, content in page.items():
        problems.extend("%s/%s: nothing checks this chart" % (panel, c) for c in content["charts"] if (panel, c) not in known)
    check("%d charts draw what the views say, and say it to screen readers" % len(figures.CHARTS), problems)


def check_frame(browser, name):
    frame = browser.evaluate(PAGE + ".frame()")
    problems = []
    if frame["scripts"] or frame["foreign"]:
        problems.append("scripts, or what came from the data: %s" % frame["foreign"])
    if "broken" == frame["title"] or not frame["title"].startswith("Customer advocacy"):
        problems.append("title %r" % frame["title"])
    if frame["language"] != "en":
        problems.append("language %r" % frame["language"])
    levels = frame["headings"]
    if levels.count(1) != 1 or levels[0] != 1 or any(b - a > 1 for a, b in zip(levels, levels[1:])):
        problems.append("headings %s" % levels)
    if len(set(frame["identifiers"])) != len(frame["identifiers"]):
        problems.append("an id twice: %s" % frame["identifiers"])
    problems.extend("link to %s" % link for link in frame["links"]
                    if link != "data:," and not link.startswith("data:text/csv;charset=utf-8,") and not (link.startswith("#") and link[1:] in frame["identifiers"]))
    problems.extend("table %s lacks a caption or a scope" % t["name"] for t in frame["tables"]
                    if not (t["caption"] and t["scopes"]))
    check("%s: title, headings, links, tables; nothing from the data is markup" % name, problems)


def check_events(browser, name):
    """Console, errors, requests since the page was opened."""
    problems = []
    for event in browser.events:
        method, parameters = event.get("method"), event.get("params", {})
        if method == "Runtime.consoleAPICalled":
            problems.append("console: %s" % parameters["args"])
        elif method == "Runtime.exceptionThrown":
            problems.append("exception: %s" % parameters["exceptionDetails"]["text"])
        elif method == "Log.entryAdded":
            problems.append("log: %s" % parameters["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if url != "data:," and not (url.startswith("file://") and url.endswith("/%s.html" % name)):
                problems.append("request: %s" % url)
    check("%s: no console message, no error, no request" % name, problems)


def check_widths(browser, name):
    problems = []
    for width in (320, PHONE, 412, 768, DESKTOP, 1920):
        browser.show(width, 800)
        found = browser.evaluate(PAGE + ".overflow()")
        if found["scroll"] > width or found["width"] != width:
            problems.append("%d pixels: the page is %d wide" % (width, max(found["scroll"], found["width"])))
        problems.extend("%d pixels: too wide: %s" % (width, e) for e in found["wide"][:3])
    check("%s: no horizontal scrolling from 320 to 1920 pixels" % name, problems)
    problems = []
    for width in (1024, DESKTOP, 1920):
        browser.show(width, 800)
        problems.extend("%d pixels: %s" % (width, found) for found in browser.evaluate(PAGE + ".scrolled()"))
    check("%s: no table is wider than its panel, whatever its ids" % name, problems)


def check_cards(browser, name):
    """At the widths of phones each row of a table is a card of its own, with nothing left out of sight."""
    problems = []
    for width in (320, PHONE, 390, 412):
        browser.show(width, 800)
        problems.extend("%d pixels: %s" % (width, found) for found in browser.evaluate(PAGE + ".hidden()")[:5])
    check("%s: on a phone no cell of a table is cut, and each has the name of its column" % name, problems)


def check_contrast(browser, name):
    for scheme in ("light", "dark"):
        browser.show(DESKTOP, 800, scheme)
        found = browser.evaluate(PAGE + ".contrast()")
        check("%s: %d texts have the contrast of WCAG AA, %s" % (name, found["checked"], scheme),
              found["faint"] + ([] if found["checked"] > (5 if name == "empty" else 20) else ["only %d texts" % found["checked"]]))


def check_access(browser, name, axe):
    """axe-core finds nothing, on a phone and a desktop, in the light and in the dark, folded and unfolded."""
    if not axe:
        print("  skipped: %s: axe-core of npm cannot be fetched" % name)
        return
    with open(axe, encoding="utf-8") as file:
        browser.evaluate("(() => { %s; return true; })()" % file.read())
    problems = []
    for width in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            browser.show(width, 800, scheme)
            for fold in ("false", "true"):
                browser.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = %s; })" % fold)
                found = browser.evaluate(AXE)
                problems.extend("%d pixels, %s: %s" % (width, scheme, violation) for violation in found)
    check("%s: axe-core finds nothing" % name, problems)


def take_pictures(browser, folder, name):
    for width, size in ((PHONE, "phone"), (DESKTOP, "desktop")):
        for scheme in ("light", "dark"):
            browser.show(width, 800, scheme)
            data = browser.send("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True})["data"]
            with open(os.path.join(folder, "%s-%s-%s.png" % (name, size, scheme)), "wb") as file:
                file.write(base64.b64decode(data))


def check_print(browser, folder, name):
    browser.show(round(PRINTED_WIDTH), round(PRINTED_HEIGHT), "light", "print")
    heights = browser.evaluate(PAGE + ".heights()")
    blocks = [e for e in heights if not e["panel"]]
    # The longest names of hostile rows may make one longer than a page.
    problems = ["%s is %.0f high, a page %.0f" % (e["name"], e["height"], PRINTED_HEIGHT)
                for e in blocks if e["height"] > PRINTED_HEIGHT and name != "hostile"]
    problems += ["%s may be cut" % e["name"] for e in blocks if e["inside"] != "avoid"]
    problems += ["%s is kept whole, and leaves the page before it half empty" % e["name"]
                 for e in heights if e["panel"] and e["inside"] == "avoid"]
    data = base64.b64decode(browser.send("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    with open(os.path.join(folder, name + ".pdf"), "wb") as file:
        file.write(data)
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    boxes = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", data))
    for box in boxes:
        sides = [float(side) for side in box.split()]
        if abs(sides[2] - 595.3) > 1 or abs(sides[3] - 841.9) > 1:
            problems.append("a page of %s points is not A4" % box.decode())
    sections = [e["height"] for e in heights if e["panel"]]
    # Panels break between their blocks, so that at most a block's height is left empty at the end of a page.
    most = 1.25 * sum(sections) / PRINTED_HEIGHT + 1
    if not boxes or not 1 <= pages <= most:
        problems.append("%d pages" % pages)
    check("%s: prints on %d pages of A4, %.1f pages of panels, no figure or row is cut"
          % (name, pages, sum(sections) / PRINTED_HEIGHT), problems)


def main(shell_path, library, folder, axe=None):
    shell = Shell(shell_path, library, os.path.join(folder, "company.db"))
    with chromium.Browser(chromium.find()) as browser:
        print(browser.send("Browser.getVersion")["product"])
        for name in ("demo", "empty", "hostile"):
            path = os.path.join(folder, name + ".html")
            browser.open(path)
            check_frame(browser, name)
            browser.evaluate(PAGE + ".unfold()")
            page = browser.evaluate(PAGE + ".read()")
            size = os.path.getsize(path)
            expected = [] if name == "empty" else figures.PANELS
            check("%s: %d panels are there and say what they show, %d bytes" % (name, len(expected), size),
                  (["panels %s" % list(page)] if list(page) != expected else [])
                  + ["%s says nothing" % p for p, c in page.items() if not (c["title"] and c["shows"])]
                  + (["more than %d bytes" % LIMIT] if size > LIMIT else []))
            check("%s: each panel says of how many and when" % name,
                  [p for p, c in page.items() if not re.search(r"\d", c["basis"])])
            check_answers(browser, name, page)
            check_files(browser, name, page)
            if name == "demo":
                check_figures(page, shell)
                check_sentences(page, shell)
                check_charts(page, shell)
                browser.show(PHONE, 800)
                smallest = browser.evaluate(PAGE + ".letters()")
                check("demo: the letters of charts are %.1f pixels or more on a phone" % smallest,
                      ["too small to read"] if smallest < 8.5 else [])
            check_widths(browser, name)
            check_cards(browser, name)
            check_contrast(browser, name)
            check_access(browser, name, axe)
            take_pictures(browser, folder, name)
            check_print(browser, folder, name)
            check_events(browser, name)
    print("Pictures and printed pages: " + folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
