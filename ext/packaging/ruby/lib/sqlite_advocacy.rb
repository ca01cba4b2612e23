# The Ruby package: where the library for this platform is, and how a connection gets its SQL functions.
require "rbconfig"

module SqliteAdvocacy
  # The file to load on this platform. Raises where the package has none.
  def self.loadable_path
    system = RbConfig::CONFIG["host_os"]
    processor = RbConfig::CONFIG["host_cpu"].sub(/\A(x64|amd64)\z/, "x86_64").sub("arm64", "aarch64")
    platform, suffix =
      case system
      when /darwin/ then ["macos-#{processor}", "dylib"]
      when /mingw|mswin/ then ["windows-#{processor}", "dll"]
      else ["linux-#{processor}#{"-musl" if system.include?("musl")}", "so"]
      end
    path = File.expand_path("../binaries/#{platform}/advocacy.#{suffix}", __dir__)
    raise LoadError, "sqlite_advocacy has no library for #{platform}: looked for #{path}" unless File.file?(path)
    path
  end

  # Gives a connection, of the gem sqlite3, the functions.
  def self.load(db)
    db.enable_load_extension(true)
    db.load_extension(loadable_path)
  ensure
    db.enable_load_extension(false)
  end

  # For SQLite3::Database.new(path, extensions: [SqliteAdvocacy]).
  def self.to_path
    loadable_path
  end
end
