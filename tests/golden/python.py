import sqlite3

db = sqlite3.connect("build/demo/company.db")
db.enable_load_extension(True)
db.load_extension("./build/advocacy")

query = """SELECT segment, count(*), round(nps(answer), 1), round(nps_margin(answer), 1)
           FROM latest_answer GROUP BY segment ORDER BY 2 DESC"""
for segment, answers, nps, margin in db.execute(query):
    print(f"{segment}: {nps} +/- {margin} from {answers} answers")
