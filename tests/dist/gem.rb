# The gem as its users call it, asked the questions of queries.tsv.
require "sqlite3"
require "sqlite_advocacy"

queries, version = ARGV
db = SQLite3::Database.new(":memory:")
SqliteAdvocacy.load(db)
raise "version" unless db.get_first_value("SELECT advocacy_version()") == version
raise "path" unless File.file?(SqliteAdvocacy.to_path)

lines = File.readlines(queries, chomp: true)
lines.each do |line|
  sql, expected = line.split("\t")
  found = db.get_first_row(sql).map { |value| value.nil? ? "NULL" : value.to_s }.join("|")
  raise "#{sql}\n  expected #{expected}\n  found    #{found}" unless found == expected
end
begin
  db.execute("SELECT nps(99)")
  raise "99 is an answer"
rescue SQLite3::Exception => error
  raise unless error.message.include?("99 is not an answer")
end
# Loading is off again.
begin
  db.load_extension(SqliteAdvocacy.loadable_path)
  raise "loading was left switched on"
rescue SQLite3::Exception, RuntimeError => error
  raise if error.message == "loading was left switched on"
  puts "SQLite #{db.get_first_value("SELECT sqlite_version()")}: #{lines.length} queries"
end
