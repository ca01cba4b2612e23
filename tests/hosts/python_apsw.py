import sys

import apsw

database, library, *queries = sys.argv[1:]
db = apsw.Connection(database)
db.enableloadextension(True)
db.loadextension(library)

for query in queries:
    try:
        print(next(db.cursor().execute(query))[0])
    except apsw.Error as error:
        print("error:", error)
