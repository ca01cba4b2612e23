// The crate in a program: the questions of queries.tsv, of a connection that loads it and of one that has it by itself.
use rusqlite::types::ValueRef::{Blob, Integer, Null, Real, Text};
use rusqlite::{Connection, Result};

fn asked(db: &Connection, sql: &str) -> Result<String> {
    db.query_row(sql, [], |row| {
        let columns = row.as_ref().column_count();
        let texts = (0..columns).map(|i| {
            Ok(match row.get_ref(i)? {
                Null => "NULL".to_string(),
                Integer(value) => value.to_string(),
                Real(value) => format!("{value:?}"),
                Text(value) | Blob(value) => String::from_utf8_lossy(value).to_string(),
            })
        });
        Ok(texts.collect::<Result<Vec<_>>>()?.join("|"))
    })
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let queries = std::fs::read_to_string(&arguments[1]).expect("the queries");
    let loaded = Connection::open_in_memory()?;
    assert!(asked(&loaded, "SELECT nps(9)").is_err());
    sqlite_advocacy::load(&loaded)?;
    sqlite_advocacy::auto()?;
    let automatic = Connection::open_in_memory()?;
    for db in [loaded, automatic] {
        assert_eq!(asked(&db, "SELECT advocacy_version()")?, arguments[2]);
        for line in queries.lines() {
            let (sql, expected) = line.split_once('\t').expect("a tabulator");
            assert_eq!(asked(&db, sql)?, expected, "{sql}");
        }
        let error = asked(&db, "SELECT nps(99)").unwrap_err().to_string();
        assert!(error.contains("99 is not an answer"), "{error}");
    }
    println!("SQLite {}: {} queries", rusqlite::version(), queries.lines().count());
    Ok(())
}
