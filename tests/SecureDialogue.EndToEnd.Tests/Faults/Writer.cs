using System.Collections.Concurrent;
using System.Diagnostics;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Writes to a channel, one item after the other, now and then a commit, at whichever node, and keeps what was acknowledged.</summary>
internal sealed class Writer : IAsyncDisposable
{
    /// <summary>Epochs whose keys are drawn in advance: then nobody commits any more.</summary>
    public const int Epochs = 400;

    private const int ItemBytes = 600;
    private const int CommitEvery = 40;
    private const int RepeatEvery = 10;
    private const int MoveEvery = 60;

    private readonly ChannelActor _channel;
    private readonly Random _random;
    private readonly Traveller _traveller;
    private ulong _epoch;

    public Writer(Cluster cluster, ChannelActor channel, int seed)
    {
        (_channel, _random) = (channel, new Random(seed));
        _traveller = new Traveller(cluster, new Random(seed + 1), ProveAsync);
    }

    /// <summary>Each answer that something is stored.</summary>
    public ConcurrentQueue<Seen> Acknowledged { get; } = [];

    /// <summary>When each first attempt was made that was acknowledged, and how long that took.</summary>
    public ConcurrentQueue<(long At, TimeSpan Took)> FirstAttempts { get; } = [];

    /// <summary>Answers that nobody should get.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    public int Again => _traveller.Again;

    public async Task RunAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await (_random.Next(CommitEvery) == 0 && _epoch < Epochs - 1 ? CommitAsync() : PostAsync());
            if (_random.Next(MoveEvery) == 0)
            {
                _traveller.Leave();
            }

            await Task.Delay(_random.Next(5, 40), CancellationToken.None);
        }
    }

    public async Task PostAsync()
    {
        var (id, bytes) = (OpaqueId.Draw<MessageId>(), Draw());
        var kind = _random.Next(10) == 0 ? ItemKind.Lasting : ItemKind.Talk;
        var post = (ProofContext _) => (object)new PostRequest(_channel.Id, _epoch, id, kind, bytes);
        while (!await TrySendAsync("Post", post, id, bytes))
        {
            // Sealed again for the epoch that came.
        }

        if (_random.Next(RepeatEvery) == 0)
        {
            // As a client does whose answer was lost.
            _traveller.Leave();
            _ = await TrySendAsync("Post", post, id, bytes, isRepeat: true);
        }
    }

    public ValueTask DisposeAsync() => _traveller.DisposeAsync();

    /// <summary>Of two the first wins; the other one's is given up.</summary>
    private Task<bool> CommitAsync()
    {
        var (id, bytes, epoch) = (OpaqueId.Draw<MessageId>(), Draw(), _epoch);
        return TrySendAsync(
            "Commit",
            context =>
            {
                var request = new CommitRequest(_channel.Id, epoch, id, long.MaxValue, bytes, _channel.Key(epoch + 1).Public, default, default, default);
                return request with { Signature = _channel.Key(epoch).Sign(CommitProof.Bytes(context, request)) };
            },
            id,
            bytes);
    }

    /// <summary>False when the epoch is another one by now.</summary>
    private async Task<bool> TrySendAsync(string call, Func<ProofContext, object> request, MessageId id, byte[] bytes, bool isRepeat = false)
    {
        var (at, before) = (Stopwatch.GetTimestamp(), Again);
        var reply = await _traveller.CallAsync<StoredReply>(call, request);
        switch (reply.Code)
        {
            case RelayCode.Ok:
                Acknowledged.Enqueue(Seen.Of(reply.Sequence, id, bytes));
                if (Again == before && !isRepeat)
                {
                    FirstAttempts.Enqueue((at, Stopwatch.GetElapsedTime(at)));
                }

                return true;
            case RelayCode.StaleEpoch or RelayCode.NotProven:
                await ClimbAsync();
                return false;
            default:
                Wrong.Enqueue($"{call} was answered {reply.Code}");
                return true;
        }
    }

    private async Task ClimbAsync()
    {
        try
        {
            if (_traveller.Connection is { } connection && await ProveAsync(connection).WaitAsync(Traveller.Patience))
            {
                return;
            }
        }
        catch (Exception failure) when (Traveller.IsLost(failure))
        {
            // It proves elsewhere.
        }

        _traveller.Leave();
    }

    private async Task<bool> ProveAsync(RelayConnection connection)
    {
        while (true)
        {
            var reply = await _channel.ProveAsync(connection, _epoch);
            if (reply.Code != RelayCode.Ok)
            {
                if (reply.Code != RelayCode.Unavailable)
                {
                    Wrong.Enqueue($"Prove of epoch {_epoch} was answered {reply.Code}");
                }

                return false;
            }

            if (reply.Current)
            {
                return true;
            }

            _epoch++;
        }
    }

    private byte[] Draw()
    {
        var bytes = new byte[_random.Next(1, ItemBytes)];
        _random.NextBytes(bytes);
        return bytes;
    }
}
