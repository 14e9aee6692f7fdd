using Microsoft.Data.Sqlite;

namespace SecureDialogue.Client.Storage;

/// <summary>The statements of one connection, each compiled when it is first needed.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _compiled = [];

    internal Statement Of(string sql)
    {
        if (!_compiled.TryGetValue(sql, out var statement))
        {
            statement = new Statement(connection, sql);
            _compiled.Add(sql, statement);
        }

        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _compiled.Values)
        {
            statement.Dispose();
        }
    }
}
