"""Uses the playground in headless Chromium as people do, from file://. usage:

    playground.py PAGE FOLDER SHELL LIBRARY

PAGE is playground.html; pictures and the files that are dropped go to FOLDER. The figures that it shows are compared with
those of the library in the shell. Each check prints a line; what fails says what was found.
"""

import base64
import http.server
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import time

import chromium

PHONE, DESKTOP = 360, 1280
SCORES = ["", "10", "9", "8", "3", "10", "7"]
failures = []


def check(name, *problems):
    problems = [problem for problem in problems if problem]
    print(("  failed: " if problems else "  ok: ") + name)
    for problem in problems:
        print("      %s" % (problem,))
    failures.extend(problems)


def write_survey(path, rows, customers):
    """An export of a survey tool: text in quotes, blanks among the scores, a mark of UTF-8 in front."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        file.write("Response ID,Email,Plan,Submitted,How likely are you to recommend us?,Comment\r\n")
        for i in range(rows):
            comment = '"It said ""%d"", yes"' % i if i % 50 == 0 else ""
            file.write("%d,c%d@example.org,%s,2026-%02d-%02d,%s,%s\r\n" % (
                i, i * 7919 % customers, ("Team", "Solo", "Firm")[i % 3], 1 + i % 10, 1 + i % 28, SCORES[i % 7], comment))


def write_shop(path):
    """A database whose tables have names of their own, in WAL mode as applications leave it."""
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("CREATE TABLE Customer(CustomerId INTEGER PRIMARY KEY, FirstName TEXT, LastName TEXT, Email TEXT, Country TEXT)")
    db.execute("CREATE TABLE Invoice(InvoiceId INTEGER PRIMARY KEY, CustomerId INT, InvoiceDate TEXT, Total NUMERIC)")
    for i in range(1, 60):
        db.execute("INSERT INTO Customer VALUES (?, ?, ?, ?, ?)", (i, "F%d" % i, "L%d" % i, "p%d@example.org" % i, ("Norway", "Brazil")[i % 2]))
    for i in range(1, 413):
        db.execute("INSERT INTO Invoice VALUES (?, ?, ?, ?)", (i, 1 + i * 31 % 59, "2025-%02d-%02d 00:00:00" % (1 + i % 12, 1 + i % 28), 0.99 * (1 + i % 9)))
    db.commit()
    db.close()


class Playground:
    def __init__(self, browser, page):
        self.browser = browser
        browser.open(page)
        self.times = 0
        self.wait()

    def value(self, expression):
        return self.browser.evaluate(expression)

    def wait(self, seconds=60):
        """Until the wish before is done."""
        self.times += 1
        deadline = time.monotonic() + seconds
        while self.value("Number(document.body.dataset.ready || 0)") < self.times:
            if time.monotonic() > deadline:
                raise chromium.BrowserError("the playground is not done after %d s: %s" % (seconds, self.text("status")))
            time.sleep(0.1)

    def text(self, name):
        return self.value("document.getElementById(%s).innerText" % json.dumps(name))

    def problem(self):
        """What it complains of, or nothing."""
        return self.text("problem") if self.is_shown("problem") else ""

    def is_shown(self, name):
        return self.value("document.getElementById(%s).getClientRects().length > 0" % json.dumps(name))

    def choose(self, *paths, seconds=60):
        root = self.browser.send("DOM.getDocument")["root"]["nodeId"]
        node = self.browser.send("DOM.querySelector", {"nodeId": root, "selector": "#file"})["nodeId"]
        self.browser.send("DOM.setFileInputFiles", {"files": [os.path.abspath(path) for path in paths], "nodeId": node})
        self.wait(seconds)

    def drop(self, path):
        """The file let fall onto the page, by the events of a mouse."""
        with open(path, "rb") as file:
            content = base64.b64encode(file.read()).decode()
        self.value("""(() => { const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(atob(%s), (c) => c.charCodeAt(0))], %s));
            for (const name of ["dragenter", "dragover", "drop"])
                document.getElementById("drop").dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true })); })()"""
                   % (json.dumps(content), json.dumps(os.path.basename(path))))
        self.wait()

    def query(self, sql):
        self.value("document.getElementById('sql').value = " + json.dumps(sql))
        self.value("document.getElementById('run').click()")
        self.wait()
        return self.value("[...document.querySelectorAll('#answer tbody tr')].map((r) => [...r.cells].map((c) => c.textContent).join('|'))")

    def key(self, key, code, modifiers=0, text=""):
        event = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.browser.send("Input.dispatchKeyEvent", dict(event, type="keyDown", text=text))
        self.browser.send("Input.dispatchKeyEvent", dict(event, type="keyUp"))

    def picture(self, folder, name):
        data = self.browser.send("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True})["data"]
        with open(os.path.join(folder, name + ".png"), "wb") as file:
            file.write(base64.b64decode(data))


class Shell:
    def __init__(self, shell, library):
        self.command = [shell, "-init", "/dev/null", "-batch", "-bail", "-list", "-noheader", "-cmd", ".load '%s'" % library]

    def ask(self, *commands, database=":memory:"):
        answer = subprocess.run(self.command + [database, *commands], capture_output=True, text=True, timeout=300)
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr)
        return answer.stdout


def differs(what, found, expected):
    return None if found == expected else "%s: %r instead of %r" % (what, found, expected)


def check_survey(play, shell, folder):
    path = os.path.join(folder, "survey.csv")
    write_survey(path, 3000, 1700)
    play.drop(path)
    mapping = os.path.join(folder, "mapping.sql")
    load = ".import --csv '%s' survey" % path
    with open(mapping, "w", encoding="utf-8") as file:
        file.write(shell.ask(load, "SELECT advocacy_mapping()"))
    expected = shell.ask(load, ".read '%s'" % mapping, "SELECT advocacy_setup('snapshot') > 0", """
        SELECT replace(printf('%.1f', nps), '-', char(8722)) FROM period_score WHERE period = 'current'
        ORDER BY scope, responses DESC, segment""").split()[1:]
    shown = play.value("[document.querySelector('#headline strong'), ...document.querySelectorAll('#segments td:nth-child(3)')].map((e) => e.textContent)")
    check("a survey's export that is dropped: score and segments are those of the library",
          differs("scores", shown, expected), None if len(expected) == 4 else expected, play.problem())
    mapped = play.value("document.getElementById('mapping').value")
    with open(mapping, encoding="utf-8") as file:
        check("the mapping is the one that the library proposes", differs("mapping", mapped.strip(), file.read().strip()))
    page = play.value("document.getElementById('page').srcdoc")
    native = shell.ask(load, ".read '%s'" % mapping, "SELECT advocacy_dashboard()")
    check("the page of all figures has the bytes of the library's", differs("page", len(page), len(native.rstrip("\n"))),
          None if page == native.rstrip("\n") else "they differ")
    time.sleep(0.3)
    height = play.value("[document.getElementById('page').clientHeight, document.getElementById('page').contentDocument.documentElement.scrollHeight]")
    check("the page of all figures is shown in its whole height", None if height[0] >= height[1] > 500 else height)
    rows = play.query("SELECT count(*), count(nps_answer(\"How likely are you to recommend us?\")) FROM survey")
    check("every row is in the table", differs("rows", rows, ["3000|%d" % (3000 - len(range(0, 3000, 7)))]))
    comment = play.query("SELECT \"Comment\" FROM survey WHERE \"Response ID\" = '50'")
    check("what stands in quotes is read as it is meant", differs("comment", comment, ['It said "50", yes']))


def check_sql(play):
    play.query("SELECT nps(99)")
    check("an error of a query is said as the library says it",
          None if "99 is not an answer from 0 to 10; nps_answer() turns" in play.text("answer-status") else play.text("answer-status"))
    play.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) SELECT i FROM n")
    check("of many rows the first are shown, and it says so",
          differs("rows", play.value("document.querySelectorAll('#answer tbody tr').length"), 1000),
          None if "first 1,000" in play.text("answer") else play.text("answer")[:80])
    play.query("SELECT '<img src=x onerror=\"window.hurt=1\">' AS \"<b>\"")
    check("values are text, never markup", play.value("window.hurt || document.querySelector('#answer img')") and "markup")
    play.value("(() => { const find = document.getElementById('find'); find.value = 'nps_sample_size'; find.dispatchEvent(new Event('input')); })()")
    found = play.value("document.querySelectorAll('#entries li').length")
    play.value("document.querySelector('#entries button').click()")
    play.wait()
    check("the manual finds a function, and tries its example", differs("entries", found, 1),
          None if re.search(r"\d{3}", play.text("answer")) else play.text("answer"))


def check_period(play):
    """The period is a setting, and the score follows."""
    before = play.text("headline")
    play.value("document.getElementById('mapped-details').open = true; document.getElementById('period').value = '30'")
    play.value("document.getElementById('apply').click()")
    play.wait()
    after = play.text("headline")
    check("another period gives another base", None if "30 days" in after and before != after else after)
    play.value("document.getElementById('mapping').value += '; SELECT nonsense(1)'; document.getElementById('apply').click()")
    play.wait()
    check("a mapping that does not work says why", None if "no such function: nonsense" in play.problem() else play.problem())


def check_database(play, shell, folder):
    path = os.path.join(folder, "shop.db")
    write_shop(path)
    play.choose(path)
    expected = shell.ask("SELECT count(*) || '|' || printf('%.2f', sum(Total)) FROM Invoice", database=path).strip()
    found = play.query("SELECT count(*) || '|' || printf('%.2f', sum(amount)) FROM read_purchase")
    check("a database: its invoices are taken for purchases", differs("purchases", found, [expected]), play.problem())
    check("without answers there is no score, and a page all the same",
          "a score" if play.is_shown("score") else None, None if play.is_shown("page") else "no page")
    chinook = os.path.join("..", "shared", "data", "chinook.db")
    if os.path.exists(chinook):
        play.choose(os.path.abspath(chinook))
        check("Chinook", differs("purchases", play.query("SELECT count(*) FROM read_purchase"), ["412"]), play.problem())
    else:
        print("  skipped: Chinook is not here")


def check_wrong_files(play, folder):
    for name, content, expected in (
            ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither a CSV nor a database"), ("empty.csv", b"", "is empty"),
            ("sheet.xlsx", b"PK\x03\x04\x14\0", "Save its sheet as CSV"), ("answers.json", b'[{"score": 9}]', "Export the answers as CSV"),
            ("broken.db", b"SQLite format 3\0" + b"x" * 5000, "cannot be read as a database")):
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        play.choose(path)
        said = play.problem()
        check("%s is none, and it says what to do" % name, None if name in said and expected in said else said)
    check("what was open before still is", differs("purchases", play.query("SELECT count(*) > 0 FROM read_purchase"), ["1"]))


def check_many(play, folder):
    path = os.path.join(folder, "million.csv")
    write_survey(path, 1000000, 400000)
    begin = time.monotonic()
    play.choose(path, seconds=600)
    rows = play.query("SELECT count(*) FROM million")
    check("a million rows, in %.0f s" % (time.monotonic() - begin), differs("rows", rows, ["1000000"]), play.problem(),
          None if re.search(r"\d", play.text("headline")) else "no score")
    os.remove(path)


def check_keyboard(play):
    """Tab reaches every control in order, and Ctrl+Enter runs the query that is typed."""
    play.value("document.activeElement.blur(); window.scrollTo(0, 0)")
    reached = []
    for _ in range(40):
        play.key("Tab", 9)
        reached.append(play.value("document.activeElement.id || document.activeElement.tagName"))
    wanted = ["file", "demo", "segments", "save", "sql", "run", "download", "answer", "find"]
    check("the tabulator reaches every control, in the order in which they stand",
          None if [name for name in dict.fromkeys(reached) if name in wanted] == wanted else reached)
    play.value("document.getElementById('sql').value = ''; document.getElementById('sql').focus()")
    play.browser.send("Input.insertText", {"text": "SELECT 41 + 1"})
    play.key("Enter", 13, modifiers=2)
    play.wait()
    check("a query that is typed runs by Ctrl+Enter", differs("answer", play.value("document.querySelector('#answer td').textContent"), "42"))


def check_phone(play, folder):
    for width in (320, PHONE, 768, DESKTOP):
        play.browser.show(width, 800)
        play.value("window.dispatchEvent(new Event('resize'))")
        wide = play.value("document.documentElement.scrollWidth")
        check("%d pixels: no scrolling to the side" % width, None if wide <= width else "%d pixels wide" % wide)
        small = play.value("""[...document.querySelectorAll("#data button, .row button, input")].filter((e) => e.getClientRects().length)
            .filter((e) => e.getBoundingClientRect().height < 40).map((e) => e.id)""") if width < 600 else []
        check("%d pixels: what a finger presses is large enough" % width, small)
        play.picture(folder, "playground-%d" % width)


class Counter(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        Counter.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    def log_message(self, *_):
        pass


def check_silence(play):
    """What a page could send, a server here would see."""
    asked = {event["params"]["request"]["url"].split(":")[0] for event in play.browser.events
             if event.get("method") == "Network.requestWillBeSent"}
    check("it requests nothing", None if asked <= {"file", "data", "blob", "about"} else asked)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://127.0.0.1:%d/" % server.server_port
    outcome = play.value("""Promise.all([
        fetch(%(url)s).then(() => "sent", () => "refused"),
        new Promise((done) => { const image = new Image(); image.onload = image.onerror = () => done("refused"); image.src = %(url)s + "image"; }),
        new Promise((done) => { const worker = new Worker(URL.createObjectURL(new Blob([
            "fetch('" + %(url)s + "worker').then(() => postMessage('sent'), () => postMessage('refused'))"])));
            worker.onmessage = (event) => done(event.data); })])""" % {"url": json.dumps(url)})
    server.shutdown()
    check("it could not if it wanted to, and neither could its worker", differs("fetch", outcome, ["refused"] * 3),
          Counter.asked and "the server was asked for %s" % Counter.asked)


def main(page, folder, shell_path, library):
    os.makedirs(folder, exist_ok=True)
    shell = Shell(shell_path, library)
    with chromium.Browser(chromium.find(), timeout=120) as browser:
        print(browser.send("Browser.getVersion")["product"])
        browser.show(DESKTOP, 800)
        play = Playground(browser, page)
        check("it starts from a file", None if play.text("status") == "Ready." else play.problem())
        check_survey(play, shell, folder)
        check_keyboard(play)
        check_sql(play)
        check_phone(play, folder)
        check_period(play)
        check_database(play, shell, folder)
        check_wrong_files(play, folder)
        check_silence(play)
        errors = [event["params"]["exceptionDetails"]["text"] for event in browser.events if event.get("method") == "Runtime.exceptionThrown"]
        check("no error of JavaScript", *errors)
    # The memory of a million rows is a browser's own.
    with chromium.Browser(chromium.find(), timeout=600) as browser:
        play = Playground(browser, page)
        check_many(play, folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
