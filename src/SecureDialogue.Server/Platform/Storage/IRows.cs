using System.Data.Common;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>
/// Rows of one database, as a transaction or a reader sees them. Statements are in the words that SQLite and PostgreSQL share;
/// values are bound to <c>$1, $2, …</c>. Not for use by two threads.
/// </summary>
internal interface IRows
{
    /// <summary>
    /// What ends a SELECT by which a transaction makes a row its own until it ends: other nodes wait for it. Empty where there is
    /// one writer only, and for readers.
    /// </summary>
    string Hold { get; }

    int Execute(string sql, params ReadOnlySpan<object?> values);

    /// <summary>The first value of the first row, or 0 when there is none.</summary>
    long Number(string sql, params ReadOnlySpan<object?> values);

    /// <summary>The first row, or null when there is none.</summary>
    T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
        where T : class;

    List<T> All<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values);
}
