using Microsoft.Data.Sqlite;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>Databases that a control run looks at.</summary>
internal static class Planted
{
    public static SqliteConnection Database(string statements, string file = ":memory:")
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are constants of the tests.
        command.CommandText = statements;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return connection;
    }
}
