"""The real Datasette with the plugin, asked from inside: a query, the page, its options, and what is refused.

usage: datasette_pages.py company.db
"""

import asyncio
import sys

import datasette
from datasette.app import Datasette


async def main():
    app = Datasette([sys.argv[1]])
    await app.invoke_startup()

    async def get(path):
        return await app.client.get(path)

    rows = (await get("/company.json?_shape=array&sql=SELECT+round(nps(score),1)+AS+n+FROM+survey_response")).json()
    if rows != [{"n": 33.3}]:
        # Datasette 1 has moved queries.
        rows = (await get("/company/-/query.json?_shape=array&sql=SELECT+round(nps(score),1)+AS+n+FROM+survey_response")).json()
    assert rows == [{"n": 33.3}], rows
    page = await get("/-/advocacy/company?title=A+page+of+Datasette&as_of=2026-10-31&minimum_responses=2")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html"), page.status_code
    assert page.text.startswith("<!DOCTYPE html>") and "A page of Datasette" in page.text
    assert "/-/advocacy/company" in (await get("/company")).text, "the database's menu does not lead to the page"
    assert (await get("/-/advocacy/nobody")).status_code == 404
    wrong = await get("/-/advocacy/company?no_such=1")
    assert wrong.status_code == 400 and "no_such" in wrong.text, wrong.text
    options = {"settings": {"default_allow_sql": False}}
    closed = Datasette([sys.argv[1]], **options)
    await closed.invoke_startup()
    assert (await closed.client.get("/-/advocacy/company")).status_code == 403
    print("Datasette", datasette.__version__)


asyncio.run(main())
