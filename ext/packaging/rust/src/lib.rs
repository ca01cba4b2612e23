//! Net Promoter Score and customer advocacy metrics as SQL functions of SQLite.
//!
//! ```
//! let db = rusqlite::Connection::open_in_memory()?;
//! sqlite_advocacy::load(&db)?;
//! let nps: f64 = db.query_row("SELECT nps(score) FROM (SELECT 9 AS score)", [], |row| row.get(0))?;
//! assert_eq!(nps, 100.0);
//! # Ok::<(), rusqlite::Error>(())
//! ```
use rusqlite::{ffi, Connection, Error, Result};
use std::os::raw::{c_char, c_int, c_void};
use std::ptr::{null, null_mut};

extern "C" {
    fn sqlite3_advocacy_init(db: *mut c_void, message: *mut *mut c_char, routines: *const c_void) -> c_int;
    fn sqlite3_auto_extension(init: unsafe extern "C" fn(*mut c_void, *mut *mut c_char, *const c_void) -> c_int) -> c_int;
}

fn checked(code: c_int) -> Result<()> {
    match code {
        ffi::SQLITE_OK => Ok(()),
        _ => Err(Error::SqliteFailure(ffi::Error::new(code), None)),
    }
}

/// Gives one connection the functions.
pub fn load(db: &Connection) -> Result<()> {
    // Safety: the handle is that of an open connection, and belongs to the SQLite that is linked here.
    checked(unsafe { sqlite3_advocacy_init(db.handle().cast(), null_mut(), null()) })
}

/// Gives every connection that the program opens from now on the functions.
pub fn auto() -> Result<()> {
    // Safety: SQLite calls it as it calls every entry point of an extension.
    checked(unsafe { sqlite3_auto_extension(sqlite3_advocacy_init) })
}
