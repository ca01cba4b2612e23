require "sqlite3"

database, library, *queries = ARGV
db = SQLite3::Database.new(database)
db.enable_load_extension(true)
db.load_extension(library)

queries.each do |query|
  puts db.get_first_value(query)
rescue SQLite3::Exception => error
  puts "error: #{error.message}"
end
