import sys

import pyodbc

database, library, *queries = sys.argv[1:]
db = pyodbc.connect(f"Driver=SQLite3;Database={database};LoadExt={library}")

for query in queries:
    try:
        print(db.execute(query).fetchone()[0])
    except pyodbc.Error as error:
        print("error:", error.args[1])
