import sqlite3
import sys

import pandas

database, library, *queries = sys.argv[1:]
db = sqlite3.connect(database)
db.enable_load_extension(True)
db.load_extension(library)

for query in queries:
    try:
        print(pandas.read_sql(query, db).iat[0, 0])
    except pandas.errors.DatabaseError as error:
        print("error:", error)
