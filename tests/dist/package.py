"""The Python package as its users call it, asked the questions of queries.tsv.

usage: package.py QUERIES VERSION [apsw]
"""

import os
import sqlite3
import sys
import tempfile

import sqlite_advocacy

queries, version = sys.argv[1:3]
assert sqlite_advocacy.__version__ == version
assert os.path.isabs(sqlite_advocacy.loadable_path()) and os.path.isfile(sqlite_advocacy.loadable_path())
assert os.path.exists(os.path.join(os.path.dirname(sqlite_advocacy.__file__), "py.typed"))


def connect(name):
    if sys.argv[3:] == ["apsw"]:
        import apsw

        return apsw.Connection(name)
    return sqlite3.connect(name)


def answer(db, sql):
    return db.cursor().execute("SELECT CAST((%s) AS TEXT)" % sql).fetchone()[0]


def refusal(call):
    """What it raises, as a text; to raise nothing is wrong."""
    try:
        call()
    except Exception as error:
        return str(error)
    raise AssertionError("nothing was raised")


folder = tempfile.mkdtemp()
db = connect(os.path.join(folder, "company.db"))
sqlite_advocacy.load(db)
with open(queries, encoding="utf-8") as file:
    lines = file.read().splitlines()
for line in lines:
    sql, expected = line.split("\t")
    assert answer(db, sql) == expected, (sql, answer(db, sql))
assert answer(db, "SELECT advocacy_version()") == version
assert "99 is not an answer from 0 to 10" in refusal(lambda: answer(db, "SELECT nps(99)"))
# Loading is off again, for the functions of SQL and for the connection.
assert "not authorized" in refusal(lambda: answer(db, "SELECT load_extension('%s')" % sqlite_advocacy.loadable_path()))

cursor = db.cursor()
cursor.execute("CREATE TABLE survey_response (customer_id, answered_at, score)")
cursor.execute("INSERT INTO survey_response VALUES (1, '2026-10-01', 10), (2, '2026-10-02', 9), (3, '2026-10-03', 2)")
page = sqlite_advocacy.dashboard(db, title="Asked by Python", as_of="2026-10-31", minimum_responses=2)
assert page.startswith("<!DOCTYPE html>") and page.rstrip().endswith("</html>") and "Asked by Python" in page
tables = "SELECT count(*) FROM sqlite_master"
assert answer(db, tables) == "1", "the page left something in the database"
assert "no_such" in refusal(lambda: sqlite_advocacy.dashboard(db, no_such=1))
assert sqlite_advocacy.setup(db, "temp", as_of="2026-10-31", minimum_responses=2) > 50
assert answer(db, "SELECT nps(answer) FROM latest_answer") == answer(db, "SELECT nps(score) FROM survey_response")
assert answer(db, tables) == "1", "kind is not what was asked for"
assert sqlite_advocacy.setup(db) > 50
assert int(answer(db, tables)) > 50

# A connection that cannot load says why, and what to do; so does a package of another platform.
assert "apsw" in refusal(lambda: sqlite_advocacy.load(object()))
exists = os.path.exists
os.path.exists = lambda path: False
assert sqlite_advocacy.__path__[0] in refusal(sqlite_advocacy.loadable_path)
os.path.exists = exists
print("%d queries, SQLite %s" % (len(lines), answer(db, "SELECT sqlite_version()")))
