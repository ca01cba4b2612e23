use rusqlite::types::ValueRef::{Blob, Integer, Null, Real, Text};
use rusqlite::{Connection, LoadExtensionGuard, Result};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let db = Connection::open(&arguments[1])?;
    unsafe {
        let _guard = LoadExtensionGuard::new(&db)?;
        db.load_extension(&arguments[2], None::<&str>)?;
    }
    for query in &arguments[3..] {
        let printed = db.query_row(query, [], |row| {
            Ok(match row.get_ref(0)? {
                Null => "NULL".to_string(),
                Integer(value) => value.to_string(),
                Real(value) => value.to_string(),
                Text(value) | Blob(value) => String::from_utf8_lossy(value).to_string(),
            })
        });
        match printed {
            Ok(value) => println!("{value}"),
            Err(error) => println!("error: {error}"),
        }
    }
    Ok(())
}
