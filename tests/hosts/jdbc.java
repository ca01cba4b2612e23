import java.sql.*;

class Jdbc {
    public static void main(String[] arguments) throws SQLException {
        String url = "jdbc:sqlite:" + arguments[0] + "?enable_load_extension=true";
        try (Connection db = DriverManager.getConnection(url); Statement statement = db.createStatement()) {
            statement.execute("SELECT load_extension('" + arguments[1] + "')");
            for (int i = 2; i < arguments.length; i++) {
                try (ResultSet result = statement.executeQuery(arguments[i])) {
                    result.next();
                    System.out.println(result.getString(1));
                } catch (SQLException error) {
                    System.out.println("error: " + error.getMessage());
                }
            }
        }
    }
}
