"""The plugin for sqlite-utils: every connection that it opens has the functions."""

from typing import Any

import sqlite_utils

import sqlite_advocacy


@sqlite_utils.hookimpl
def prepare_connection(conn: Any) -> None:
    sqlite_advocacy.load(conn)
