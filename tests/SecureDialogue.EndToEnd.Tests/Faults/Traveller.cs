using System.Net.Sockets;
using System.Net.WebSockets;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>A client that is at one node, and goes to any other when it is not answered.</summary>
/// <param name="cluster">The nodes.</param>
/// <param name="random">Where it goes.</param>
/// <param name="arrive">What it does on each new connection; false when it could not.</param>
internal sealed class Traveller(Cluster cluster, Random random, Func<RelayConnection, Task<bool>> arrive) : IAsyncDisposable
{
    /// <summary>For one answer; then it goes elsewhere and asks again, while the first call may still be carried out.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.2);

    private readonly List<Task> _left = [];
    private Node? _node;

    /// <summary>Calls that were not answered, or by a node that could not, and were made again.</summary>
    public int Again { get; private set; }

    public RelayConnection? Connection { get; private set; }

    /// <summary>Makes a call again and again until it is answered one way or another.</summary>
    public async Task<TReply> CallAsync<TReply>(string call, Func<ProofContext, object> request)
        where TReply : class, IReply<TReply>
    {
        while (true)
        {
            var reply = await TryCallAsync<TReply>(call, request);
            if (reply is not null && reply.Code is not (RelayCode.Unavailable or RelayCode.StorageFull or RelayCode.TooMany))
            {
                return reply;
            }

            Again++;
            if (reply?.Code == RelayCode.StorageFull)
            {
                cluster.NoteStorageFull();
            }

            await Task.Delay(random.Next(20, 80));
            if (reply is null || random.Next(2) == 0)
            {
                Leave();
            }
        }
    }

    /// <summary>Null when no answer came.</summary>
    public async Task<TReply?> TryCallAsync<TReply>(string call, Func<ProofContext, object> request)
        where TReply : class
    {
        if (!await ArriveAsync())
        {
            return null;
        }

        var node = _node!;
        node.Enter();
        try
        {
            return await Connection!.CallAsync<TReply>(call, request(Connection.Context)).WaitAsync(Patience);
        }
        catch (Exception failure) when (IsLost(failure))
        {
            return null;
        }
        finally
        {
            node.Leave();
        }
    }

    /// <summary>Makes sure that it is somewhere.</summary>
    public async Task<bool> ArriveAsync()
    {
        if (Connection is { IsOpen: true })
        {
            return true;
        }

        Leave();
        if (cluster.Pick() is not { Address: { } address } node)
        {
            return false;
        }

        var opening = RelayConnection.OpenAsync(address);
        try
        {
            (Connection, _node) = (await opening.WaitAsync(Patience), node);
            if (await arrive(Connection).WaitAsync(Patience))
            {
                return true;
            }
        }
        catch (Exception failure) when (IsLost(failure))
        {
            if (Connection is null)
            {
                _left.Add(CloseAsync(opening));
            }
        }

        Leave();
        return false;
    }

    /// <summary>The next call is made elsewhere.</summary>
    public void Leave()
    {
        if (Connection is { } connection)
        {
            Connection = null;
            _left.Add(CloseAsync(Task.FromResult(connection)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Leave();
        _ = await Task.WhenAny(Task.WhenAll(_left), Task.Delay(Patience));
    }

    public static bool IsLost(Exception failure) => failure is InvalidOperationException or IOException or OperationCanceledException
        or TimeoutException or WebSocketException or SocketException or HttpRequestException;

    private static async Task CloseAsync(Task<RelayConnection> opening)
    {
        try
        {
            await (await opening).DisposeAsync();
        }
        catch (Exception failure) when (IsLost(failure))
        {
            // Its node is gone.
        }
    }
}
