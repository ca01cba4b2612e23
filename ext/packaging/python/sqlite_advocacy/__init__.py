"""The Python package: where the library for this platform is, and how a connection gets its SQL functions.

    import sqlite3, sqlite_advocacy

    db = sqlite3.connect("company.db")
    sqlite_advocacy.load(db)
    print(db.execute("SELECT nps(score), nps_margin(score) FROM survey").fetchone())
"""

import json
import os
from typing import Any, Optional

__all__ = ["__version__", "dashboard", "loadable_path", "load", "setup"]
__version__ = "@VERSION@"


def loadable_path() -> str:
    """The file that SQLite loads, in this very package. FileNotFoundError where the package has none."""
    folder = os.path.dirname(os.path.abspath(__file__))
    paths = [os.path.join(folder, "advocacy" + suffix) for suffix in (".so", ".dylib", ".dll")]
    for path in paths:
        if os.path.exists(path):
            return path
    raise FileNotFoundError(
        "sqlite_advocacy has no library: looked for %s; install the wheel of this platform, or build it with make" % " and ".join(paths)
    )


def load(connection: Any) -> None:
    """Loads the SQL functions into a connection of sqlite3, pysqlite3, SQLCipher or apsw, where loading is off again
    afterwards. RuntimeError where that Python cannot load extensions."""
    path = loadable_path()
    # apsw has had both forms of each name since 2023, and before that its own.
    enable = getattr(connection, "enable_load_extension", None) or getattr(connection, "enableloadextension", None)
    load_extension = getattr(connection, "load_extension", None) or getattr(connection, "loadextension", None)
    if enable is None or load_extension is None:
        raise RuntimeError(
            "sqlite_advocacy cannot be loaded into %s.%s: this Python is built without enable_load_extension, as pyenv's and "
            "python.org's for macOS are; use the system's or Homebrew's Python, or apsw from PyPI"
            % (type(connection).__module__, type(connection).__name__)
        )
    enable(True)
    try:
        load_extension(path)
    finally:
        enable(False)


def _ask(connection: Any, query: str, arguments: tuple) -> Any:
    cursor = connection.cursor()
    try:
        return cursor.execute(query, arguments).fetchone()[0]
    finally:
        cursor.close()


def setup(connection: Any, kind: str = "main", **settings: Any) -> int:
    """Makes the tables and views in a connection that has loaded, and returns how many views there are.

    kind is 'main' for views in the database, 'temp' for TEMP views, 'snapshot' for TEMP views over a copy of what was
    read; settings are columns of advocacy_settings, such as as_of="2026-10-31" or period_days=90.
    """
    if settings:
        return _ask(connection, "SELECT advocacy_setup(?, ?)", (kind, json.dumps(settings)))
    return _ask(connection, "SELECT advocacy_setup(?)", (kind,))


def dashboard(connection: Any, *, title: Optional[str] = None, currency: Optional[str] = None, **settings: Any) -> str:
    """The whole of it as one page of HTML, of a connection that has loaded, whose database stays as it is.

    settings are columns of advocacy_settings, such as as_of="2026-10-31" or period_days=90.
    """
    options = {**settings, "title": title, "currency": currency}
    given = {name: value for name, value in options.items() if value is not None}
    return _ask(connection, "SELECT advocacy_dashboard(?)", (json.dumps(given),))
