// Package advocacy has Net Promoter Score and customer advocacy metrics as SQL functions of SQLite, for
// github.com/mattn/go-sqlite3 or whatever else links SQLite's C library into the program.
package advocacy

// #cgo CFLAGS: -std=c11 -DSQLITE_CORE
// #cgo linux LDFLAGS: -lm -Wl,--unresolved-symbols=ignore-in-object-files
// #cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
// #include "advocacy.h"
//
// static int start(void) { return sqlite3_auto_extension((void (*)(void))sqlite3_advocacy_init); }
// static int stop(void) { return sqlite3_cancel_auto_extension((void (*)(void))sqlite3_advocacy_init); }
import "C"

import "fmt"

// Auto gives every connection that the program opens from now on the functions.
func Auto() error {
	if code := C.start(); code != C.SQLITE_OK {
		return fmt.Errorf("advocacy: sqlite3_auto_extension: error %d", int(code))
	}
	return nil
}

// Cancel ends what Auto began; connections that are open keep the functions.
func Cancel() {
	C.stop()
}
