import sqlite3
import sys

database, library, *queries = sys.argv[1:]
db = sqlite3.connect(database)
db.enable_load_extension(True)
db.load_extension(library)

for query in queries:
    try:
        print(db.execute(query).fetchone()[0])
    except sqlite3.Error as error:
        print("error:", error)
