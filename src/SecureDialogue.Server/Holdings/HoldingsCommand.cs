using System.Data.Common;
using System.Globalization;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Holdings;

/// <summary><c>holdings</c>: prints everything that the relay holds, in words, and with <c>--rows</c> each value of each row.</summary>
internal static class HoldingsCommand
{
    private const string RowsOption = "--rows";
    private const int PageRows = 500;

    /// <param name="args">Settings as the relay takes them, and perhaps <c>--rows</c>.</param>
    /// <param name="output">Where to print.</param>
    /// <exception cref="Platform.StartRefusedException">There is no store to read.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var settings = RelaySettings.Read([.. args.Where(arg => arg != RowsOption)]);
        var databases = HeldDatabase.Open(settings);
        foreach (var database in databases)
        {
            using (database)
            {
                await output.WriteLineAsync($"Database of {database.Title}");
                foreach (var table in database.Tables)
                {
                    await PrintAsync(database.Rows, table, args.Contains(RowsOption), output);
                }
            }
        }

        await output.WriteLineAsync("Nothing else is stored: no names, titles, words, accounts or addresses. In memory, while it runs, the relay has its open connections, what each may read, and random handles of who is here.");
        if (settings.Connections.Redis.Length > 0)
        {
            await output.WriteLineAsync("At Redis: counts and random handles that end within a minute, and messages in passing, under names that only the databases can tell.");
        }

        return 0;
    }

    private static async Task PrintAsync(IRows rows, HeldTable table, bool each, TextWriter output)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{table.Name}: {Count(rows, table)}");
        await output.WriteLineAsync($"  {table.Meaning}");
        foreach (var column in table.Columns)
        {
            await output.WriteLineAsync($"  {column.Name,-16}{column.Meaning}");
        }

        for (var offset = 0; each; offset += PageRows)
        {
            var page = rows.All(Sql(table, offset), row => Line(row, table.Columns.Length));
            foreach (var line in page)
            {
                await output.WriteLineAsync(line);
            }

            each = page.Count == PageRows;
        }
    }

    private static string Count(IRows rows, HeldTable table)
    {
        var count = rows.Number($"SELECT count(*) FROM {table.Name}");
        var text = string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")}");
        if (table.Has("bytes"))
        {
            var bytes = rows.Number($"SELECT CAST(coalesce(sum(length(bytes)), 0) AS bigint) FROM {table.Name}");
            text += string.Create(CultureInfo.InvariantCulture, $", {bytes} sealed bytes");
        }

        return table.Has("day") && count > 0
            ? $"{text}, from {Day(rows.Number($"SELECT min(day) FROM {table.Name}"))} to {Day(rows.Number($"SELECT max(day) FROM {table.Name}"))}"
            : text;
    }

    private static string Sql(HeldTable table, int offset)
    {
        var key = string.Join(", ", table.Columns.Take(table.KeyColumns).Select(column => column.Name));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {string.Join(", ", table.Columns.Select(column => column.Name))} FROM {table.Name} ORDER BY {key} LIMIT {PageRows} OFFSET {offset}");
    }

    private static string Line(DbDataReader row, int columns) => "    " + string.Join('\t', Enumerable.Range(0, columns).Select(i => Text(row, i)));

    private static string Text(DbDataReader row, int column) => row.IsDBNull(column) ? "-" : row.GetValue(column) switch
    {
        byte[] bytes => Convert.ToHexStringLower(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Day(long day) => DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + (int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
