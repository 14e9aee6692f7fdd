using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Postgres;

/// <summary>One connection. The driver prepares by itself what is asked again and again.</summary>
/// <param name="connection">Open; owned by the session.</param>
/// <param name="writes">Whether the rows that it finds are to be its own.</param>
internal sealed class PostgresSession(NpgsqlConnection connection, bool writes) : IRows, IDisposable
{
    public string Hold => writes ? " FOR UPDATE" : "";

    public NpgsqlConnection Connection => connection;

    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Bind(sql, values);
        return command.ExecuteNonQuery();
    }

    public long Number(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Bind(sql, values);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
        where T : class
    {
        using var command = Bind(sql, values);
        using var reader = command.ExecuteReader();
        return reader.Read() ? map(reader) : null;
    }

    public List<T> All<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var all = new List<T>();
        using var command = Bind(sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            all.Add(map(reader));
        }

        return all;
    }

    public void Dispose() => connection.Dispose();

    [SuppressMessage("Security", "CA2100", Justification = "Every statement is a constant of this project; values are bound.")]
    private NpgsqlCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            _ = command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
