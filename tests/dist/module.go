// The Go module in a program: the questions of queries.tsv, before and after Cancel.
package main

import (
	"database/sql"
	"fmt"
	"os"
	"strings"

	advocacy "@GO_MODULE@"
	_ "github.com/mattn/go-sqlite3"
)

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func open() *sql.DB {
	db, err := sql.Open("sqlite3", ":memory:")
	check(err)
	return db
}

func main() {
	queries, err := os.ReadFile(os.Args[1])
	check(err)
	check(advocacy.Auto())
	db := open()
	lines := strings.Split(strings.TrimSpace(string(queries)), "\n")
	for _, line := range append(lines, "SELECT advocacy_version()\t"+os.Args[2]) {
		query, expected, _ := strings.Cut(line, "\t")
		var found string
		check(db.QueryRow(query).Scan(&found))
		if found != expected {
			check(fmt.Errorf("%s\n  expected %s\n  found    %s", query, expected, found))
		}
	}
	if err := db.QueryRow("SELECT nps(99)").Scan(new(string)); err == nil || !strings.Contains(err.Error(), "99 is not an answer") {
		check(fmt.Errorf("nps(99): %v", err))
	}
	advocacy.Cancel()
	if err := open().QueryRow("SELECT nps(9)").Scan(new(string)); err == nil {
		check(fmt.Errorf("Cancel has ended nothing"))
	}
	check(advocacy.Auto())
	var version string
	check(open().QueryRow("SELECT sqlite_version()").Scan(&version))
	fmt.Printf("SQLite %s: %d queries\n", version, len(lines))
}
