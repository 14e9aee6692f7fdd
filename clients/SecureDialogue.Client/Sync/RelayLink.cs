using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Devices;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Sync;

/// <summary>
/// The connections to the relay, opened when first needed: one for the dialogue, one for the mailbox, one for channels. They are
/// never one, so that the relay is not told which mailbox reads which channel (design: a seized relay links nobody).
/// </summary>
internal sealed class RelayLink(RelayTarget target, Doorbell doorbell) : IAsyncDisposable
{
    private readonly Dictionary<ChannelId, ulong> _proven = [];
    private RelayConnection? _dialogues;
    private RelayConnection? _mailbox;
    private RelayConnection? _channels;
    private bool _mailboxOpened;

    /// <summary>Key packages in the own mailbox, as the relay said when it was opened.</summary>
    internal int PackagesLeft { get; set; }

    /// <summary>The connection that mints passes.</summary>
    internal async Task<RelayConnection> DialoguesAsync(CancellationToken cancellation) =>
        _dialogues = await AliveAsync(_dialogues, null, cancellation).ConfigureAwait(false);

    /// <summary>The connection that drops letters and fetches packages; the own mailbox need not be open on it.</summary>
    internal async Task<RelayConnection> LettersAsync(CancellationToken cancellation)
    {
        var alive = await AliveAsync(_mailbox, doorbell, cancellation).ConfigureAwait(false);
        _mailboxOpened &= ReferenceEquals(alive, _mailbox);
        return _mailbox = alive;
    }

    /// <summary>The same connection, with the own mailbox open on it.</summary>
    internal async Task<RelayConnection> MailboxAsync(MailboxKeys keys, CancellationToken cancellation)
    {
        var connection = await LettersAsync(cancellation).ConfigureAwait(false);
        if (!_mailboxOpened)
        {
            var request = new OpenMailboxRequest(keys.Mailbox, default);
            request = request with { Signature = Ed25519.Sign(keys.OwnerSeed, MailboxProof.Open(connection.Context, request)) };
            PackagesLeft = RelayAnswer.Expect(await connection.OpenMailbox(request).ConfigureAwait(false)).Packages;
            _mailboxOpened = true;
        }

        return connection;
    }

    /// <summary>The connection that proves, posts and reads.</summary>
    internal async Task<RelayConnection> ChannelsAsync(CancellationToken cancellation)
    {
        var alive = await AliveAsync(_channels, doorbell, cancellation).ConfigureAwait(false);
        if (!ReferenceEquals(alive, _channels))
        {
            _proven.Clear();
        }

        return _channels = alive;
    }

    /// <summary>The epoch that the channels connection has proven of a channel; null for none.</summary>
    internal ulong? Proven(ChannelId channel) => _proven.TryGetValue(channel, out var epoch) ? epoch : null;

    /// <summary>Remembers a proof, or forgets it.</summary>
    internal void Remember(ChannelId channel, ulong? epoch)
    {
        if (epoch is { } proven)
        {
            _proven[channel] = proven;
        }
        else
        {
            _proven.Remove(channel);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var connection in (RelayConnection?[])[_dialogues, _mailbox, _channels])
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<RelayConnection> AliveAsync(RelayConnection? connection, IRelayEvents? events, CancellationToken cancellation)
    {
        if (connection is { Closed.IsCompleted: false })
        {
            return connection;
        }

        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        return await RelayConnection.OpenAsync(target, events, cancellation).ConfigureAwait(false);
    }
}
