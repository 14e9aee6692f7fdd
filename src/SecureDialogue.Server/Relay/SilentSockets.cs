using Microsoft.AspNetCore.Connections;

namespace SecureDialogue.Server.Relay;

/// <summary>Closes a network connection on which nothing comes; the server itself waits minutes for a first request.</summary>
internal static class SilentSockets
{
    public static void CloseSilentAfter(this IConnectionBuilder builder, TimeSpan patience) => builder.Use(next => async connection =>
    {
        using var silent = new CancellationTokenSource(patience);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, connection.ConnectionClosed);
        try
        {
            // Nothing is taken: the next to read gets it at once.
            var first = await connection.Transport.Input.ReadAsync(over.Token);
            connection.Transport.Input.AdvanceTo(first.Buffer.Start);
        }
        catch (OperationCanceledException)
        {
            connection.Abort();
            return;
        }

        await next(connection);
    });
}
