"""The plugin for Datasette: its connections have the functions, and /-/advocacy/DATABASE is the page.

The page takes the options of advocacy_dashboard() from its address: /-/advocacy/company?title=October&period_days=90.
Whoever may run SQL on a database may see its page: it shows nothing that a query could not.
"""

import json
import sqlite3
from typing import Any, Dict, List, Tuple

from datasette import Forbidden, NotFound, Response, hookimpl

import sqlite_advocacy


@hookimpl
def prepare_connection(conn: Any) -> None:
    sqlite_advocacy.load(conn)


@hookimpl
def register_routes() -> List[Tuple[str, Any]]:
    return [(r"^/-/advocacy/(?P<database>[^/]+)$", page)]


@hookimpl
def database_actions(datasette: Any, database: str) -> List[Dict[str, str]]:
    route = database if database.isidentifier() else _encoded(database)
    return [{"href": datasette.urls.path("/-/advocacy/" + route), "label": "Customer advocacy on one page"}]


def _encoded(name: str) -> str:
    from datasette.utils import tilde_encode

    return tilde_encode(name)


def _decoded(name: str) -> str:
    from datasette.utils import tilde_decode

    return tilde_decode(name)


async def _may_query(datasette: Any, actor: Any, name: str) -> bool:
    if hasattr(datasette, "allowed"):
        # Datasette 1
        from datasette.resources import DatabaseResource

        return await datasette.allowed(action="execute-sql", resource=DatabaseResource(database=name), actor=actor)
    return all(
        [
            await datasette.permission_allowed(actor, "view-instance", default=True),
            await datasette.permission_allowed(actor, "view-database", resource=name, default=True),
            await datasette.permission_allowed(actor, "execute-sql", resource=name, default=True),
        ]
    )


def _option(text: str) -> Any:
    """As the number that it is, or the text: the options of an address are texts."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else text


async def page(datasette: Any, request: Any) -> Any:
    name = _decoded(request.url_vars["database"])
    if name not in datasette.databases:
        raise NotFound("There is no database " + name)
    if not await _may_query(datasette, request.actor, name):
        raise Forbidden("Who may not run SQL on this database may not see its page")
    options = {key: request.args[key] for key in request.args}
    texts = {key: options.pop(key) for key in ("title", "currency", "as_of") if key in options}
    settings = {key: _option(value) for key, value in options.items()}
    try:
        html = await datasette.get_database(name).execute_fn(lambda conn: sqlite_advocacy.dashboard(conn, **texts, **settings))
    except sqlite3.Error as error:
        return Response.text(str(error), status=400)
    return Response.html(html)
