using System.Collections.Concurrent;
using System.Text.Json;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>What an observer on the wire knows of the posts: which were made, which were answered, and with what.</summary>
internal sealed class PostLedger
{
    private readonly ConcurrentDictionary<(int Connection, string Invocation), string> _open = new();
    private readonly ConcurrentDictionary<string, List<long>> _answers = new();
    private readonly ConcurrentDictionary<string, HashSet<string>> _bytes = new();
    private int _posts;

    /// <summary>Posts that were made and not answered, over all connections that are open.</summary>
    public int Unanswered => _open.Count;

    public int Posts => _posts;

    /// <summary>Sealed bytes of posts and commits, base64, by message id: each version that ever went out.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Bytes => _bytes;

    /// <summary>Sequences with which a message was answered, by message id.</summary>
    public IReadOnlyDictionary<string, List<long>> Answers => _answers;

    /// <summary>Notes a message on its way to the relay; says whether it is a post, and whether its id was posted before.</summary>
    public (bool IsPost, bool IsAgain) ToRelay(int connection, byte[] message)
    {
        using var json = JsonDocument.Parse(message);
        if (!json.RootElement.TryGetProperty("target", out var target) || target.GetString() is not ("Post" or "Commit"))
        {
            return (false, false);
        }

        var request = json.RootElement.GetProperty("arguments")[0];
        var id = request.GetProperty("message").GetString()!;
        var isAgain = _bytes.ContainsKey(id);
        var versions = _bytes.GetOrAdd(id, _ => []);
        lock (versions)
        {
            versions.Add(request.GetProperty("bytes").GetString()!);
        }

        if (target.GetString() == "Commit")
        {
            return (false, isAgain);
        }

        Interlocked.Increment(ref _posts);
        _open[(connection, json.RootElement.GetProperty("invocationId").GetString()!)] = id;
        return (true, isAgain);
    }

    public void ToClient(int connection, byte[] message)
    {
        using var json = JsonDocument.Parse(message);
        if (!json.RootElement.TryGetProperty("invocationId", out var invocation) || !_open.TryRemove((connection, invocation.GetString()!), out var id))
        {
            return;
        }

        if (json.RootElement.TryGetProperty("result", out var result) && result.GetProperty("sequence").GetInt64() is var sequence and > 0)
        {
            var answers = _answers.GetOrAdd(id, _ => []);
            lock (answers)
            {
                answers.Add(sequence);
            }
        }
    }

    /// <summary>Ids of the posts that were made and not answered.</summary>
    public IReadOnlyList<string> UnansweredIds => [.. _open.Values];

    /// <summary>The connection is gone; what it left open will not be answered on it.</summary>
    public void Close(int connection)
    {
        foreach (var key in _open.Keys.Where(k => k.Connection == connection))
        {
            _open.TryRemove(key, out _);
        }
    }
}
