using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>Everything the relay would print.</summary>
internal sealed class CollectedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = [];

    public IReadOnlyList<string> AboveDebug => [.. _lines.Where(line => line.Level > LogLevel.Debug).Select(line => line.Text)];

    public string Everything => string.Join('\n', _lines.Select(line => line.Text));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception) + exception));

    public void Dispose()
    {
    }
}
