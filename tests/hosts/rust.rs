use rusqlite::{Connection, LoadExtensionGuard, Result};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let db = Connection::open(&arguments[1])?;
    unsafe {
        let _guard = LoadExtensionGuard::new(&db)?;
        db.load_extension(&arguments[2], None)?;
    }
    for query in &arguments[3..] {
        match db.query_row(query, [], |row| row.get::<_, String>(0)) {
            Ok(value) => println!("{value}"),
            Err(error) => println!("error: {error}"),
        }
    }
    Ok(())
}
