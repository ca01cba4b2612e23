library(DBI)

arguments <- commandArgs(trailingOnly = TRUE)
db <- dbConnect(RSQLite::SQLite(), arguments[1], loadable.extensions = TRUE)
invisible(dbGetQuery(db, "SELECT load_extension(?)", params = list(arguments[2])))

for (query in arguments[-(1:2)]) {
  tryCatch(
    writeLines(as.character(dbGetQuery(db, query)[[1]])),
    error = function(e) writeLines(paste("error:", conditionMessage(e)))
  )
}
dbDisconnect(db)
