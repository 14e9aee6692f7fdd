using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Holdings;

/// <summary>A table as the database itself lists it.</summary>
internal sealed record FoundTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows);

/// <summary>Reads whatever tables two databases have, by the words of the database alone.</summary>
internal static class SchemaReader
{
    public static async Task<IReadOnlyList<FoundTable>> ReadAsync(string[] settings)
    {
        var postgres = settings.FirstOrDefault(setting => setting.StartsWith("--ConnectionStrings:Postgres=", StringComparison.Ordinal));
        var directory = settings[0].Split('=', 2)[1];
        var found = new List<FoundTable>();
        foreach (var name in new[] { "mailboxes", "channels" })
        {
            await using DbConnection connection = postgres is null
                ? new SqliteConnection($"Data Source={Path.Combine(directory, name + ".db")};Mode=ReadOnly;Pooling=False")
                : new NpgsqlConnection($"{PostgresServer.TextOf(postgres)}_{name}");
            await connection.OpenAsync();
            var tables = await RowsAsync(connection, postgres is null
                ? "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
                : "SELECT table_name::text FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')");
            foreach (var table in tables.Rows.Select(row => row[0]))
            {
                var read = await RowsAsync(connection, $"SELECT * FROM {table}");
                found.Add(new FoundTable(table, read.Columns, await InKnownOrderAsync(connection, table, read.Columns)));
            }
        }

        return found;
    }

    /// <summary>The same rows with the columns as the command prints them: only their order is taken from it.</summary>
    private static async Task<IReadOnlyList<string[]>> InKnownOrderAsync(DbConnection connection, string table, IReadOnlyList<string> columns)
    {
        var printed = Server.Holdings.HeldTables.Mailboxes.Concat(Server.Holdings.HeldTables.Channels).Concat(Server.Holdings.HeldTables.Nodes)
            .Where(one => one.Name == table).SelectMany(one => one.Columns.Select(column => column.Name)).Distinct().ToList();
        var order = printed.Where(columns.Contains).Concat(columns.Except(printed));
        return (await RowsAsync(connection, $"SELECT {string.Join(", ", order)} FROM {table}")).Rows;
    }

    [SuppressMessage("Security", "CA2100", Justification = "Names come from the database's own list.")]
    private static async Task<(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]);
        }

        return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    private static string Text(object value) => value switch
    {
        DBNull => "-",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
