using System.Text;
using Microsoft.Data.Sqlite;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>The values of 8 bytes or more in the rows of a database.</summary>
internal sealed class RowValues
{
    private const int MinBytes = 8;
    private const int WindowBytes = 16;

    private readonly List<byte[]> _values = [];

    public HashSet<string> Values { get; } = [];

    public static RowValues Of(SqliteConnection database)
    {
        var values = new RowValues();
        foreach (var table in Query(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
        {
            foreach (var value in Query(database, $"SELECT * FROM \"{table}\""))
            {
                values.Add(value);
            }
        }

        return values;
    }

    /// <summary>Every run of 16 bytes inside a value: one that is in both files links rows although the values differ.</summary>
    public HashSet<UInt128> Windows() =>
        [.. _values.Where(v => v.Length >= WindowBytes).SelectMany(v => Enumerable.Range(0, v.Length - WindowBytes + 1).Select(i =>
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(v.AsSpan(i))))];

    private void Add(object value)
    {
        var bytes = value switch
        {
            byte[] blob => blob,
            string text => Encoding.UTF8.GetBytes(text),
            // An integer of SQLite is 8 bytes; what needs more than 4 of them is no day, count or sequence.
            long number when number is > uint.MaxValue or < 0 => BitConverter.GetBytes(number),
            _ => [],
        };
        if (bytes.Length >= MinBytes)
        {
            _values.Add(bytes);
            Values.Add(Convert.ToHexString(bytes));
        }
    }

    private static List<object> Query(SqliteConnection database, string statement)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // Names come from the schema.
        command.CommandText = statement;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<object>();
        while (reader.Read())
        {
            values.AddRange(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue));
        }

        return values;
    }
}
