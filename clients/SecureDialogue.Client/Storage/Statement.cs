using Microsoft.Data.Sqlite;

namespace SecureDialogue.Client.Storage;

/// <summary>One SQL statement with parameters $1, $2, …, compiled once and run often.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    internal Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        // Every statement of the store is a constant of RecordTable; no text of a caller is ever part of one.
#pragma warning disable CA2100
        _command.CommandText = sql;
#pragma warning restore CA2100
    }

    internal void Run(params ReadOnlySpan<object?> values) => Bind(values).ExecuteNonQuery();

    internal object? Scalar(params ReadOnlySpan<object?> values) => Bind(values).ExecuteScalar();

    internal IReadOnlyList<T> Rows<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] ?? DBNull.Value;
            if (_command.Parameters.Count <= i)
            {
                _command.Parameters.AddWithValue(FormattableString.Invariant($"${i + 1}"), value);
            }
            else
            {
                _command.Parameters[i].Value = value;
            }
        }

        return _command;
    }
}
