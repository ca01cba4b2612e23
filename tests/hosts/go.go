package main

import (
	"database/sql"
	"fmt"
	"os"

	"github.com/mattn/go-sqlite3"
)

func main() {
	database, library, queries := os.Args[1], os.Args[2], os.Args[3:]
	sql.Register("sqlite3_advocacy", &sqlite3.SQLiteDriver{Extensions: []string{library}})
	db, err := sql.Open("sqlite3_advocacy", database)
	if err != nil {
		panic(err)
	}
	for _, query := range queries {
		var value sql.NullString
		if err := db.QueryRow(query).Scan(&value); err != nil {
			fmt.Println("error:", err)
		} else if value.Valid {
			fmt.Println(value.String)
		} else {
			fmt.Println("NULL")
		}
	}
}
