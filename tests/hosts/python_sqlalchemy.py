import sys

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError

database, library, *queries = sys.argv[1:]
engine = create_engine(f"sqlite:///{database}")


@event.listens_for(engine, "connect")
def load_advocacy(connection, _):
    connection.enable_load_extension(True)
    connection.load_extension(library)


with engine.connect() as db:
    for query in queries:
        try:
            print(db.exec_driver_sql(query).scalar())
        except DBAPIError as error:
            print("error:", error.orig)
