using System.Runtime.CompilerServices;
using System.Text;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.Client;

/// <content>Writing and reading.</content>
public sealed partial class DialogueClient
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(20);

    /// <summary>Writes a message: keeps it, then sends it. When the relay cannot be reached it waits for the next sync.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="text">1 byte to 16 KiB in UTF-8.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">Nothing was kept; or it was kept and the channel cannot be written to at present.</exception>
    public Task<SendOutcome> SendAsync(string channel, string text, CancellationToken cancellation = default) =>
        KeepAndSendAsync(channel, ChannelAct.PostText, _ => TextOf(text), cancellation);

    /// <summary>As <see cref="SendAsync"/>, in answer to a message of the same channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="number">The number of the message that is answered.</param>
    /// <param name="text">1 byte to 16 KiB in UTF-8.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">As there; or no message has this number here.</exception>
    public Task<SendOutcome> ReplyAsync(string channel, long number, string text, CancellationToken cancellation = default) =>
        KeepAndSendAsync(channel, ChannelAct.PostText, state => new ReplyContent(LineReader.WordsAt(_session, state, number), TextOf(text)), cancellation);

    /// <summary>Keeps several messages in one step without sending them; the next <see cref="SyncAsync"/> sends them in order.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="texts">Each 1 byte to 16 KiB in UTF-8.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <returns>Their message ids, hexadecimal.</returns>
    /// <exception cref="DialogueException">None was kept.</exception>
    public Task<IReadOnlyList<string>> QueueAsync(string channel, IReadOnlyList<string> texts, CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult<IReadOnlyList<string>>([.. Keep(channel, ChannelAct.PostText, _ => [.. texts.Select(TextOf)]).Select(one => Convert.ToHexStringLower(one.Id))]),
        cancellation);

    /// <summary>Syncs, then returns what stands after a number. When the relay cannot be reached or the channel is stopped, what is here is returned and <see cref="LastProblem"/> says so.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="after">A number; 0 for all.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such channel.</exception>
    public Task<IReadOnlyList<MessageView>> ReadAsync(string channel, long after, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => EverythingAsync(cancellation)).ConfigureAwait(false);
            var state = new ChannelShelf(_session).Find(channel);
            LastProblem ??= ChannelProblem.WhileReading(state);
            return LineReader.Read(_session, state, after);
        },
        cancellation);

    /// <summary>
    /// Returns what stands after a number and then everything that comes, until cancelled. Reconnects by itself; holds the home
    /// only while it works, so that other processes may write meanwhile.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="after">A number; 0 for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DialogueException">No such channel, or it stopped.</exception>
    public async IAsyncEnumerable<MessageView> FollowAsync(
        string channel, long after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var last = after;
        while (true)
        {
            foreach (var line in await ReadAsync(channel, last, cancellation).ConfigureAwait(false))
            {
                last = line.Number;
                yield return line;
            }

            var pause = LastProblem is { Error: DialogueError.RelayUnreachable } ? TimeSpan.FromSeconds(2) : LookAgain;
            await _session.Doorbell.WaitAsync(pause, _session.Time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Fetches letters, reads every channel to its head, sends what waits.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The relay cannot be reached or refuses; what was processed before stays.</exception>
    public Task<SyncReport> SyncAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            var before = WaitingCount();
            var (letters, items) = await EverythingAsync(cancellation).ConfigureAwait(false);
            var after = WaitingCount();
            return new SyncReport(letters, items, Math.Max(0, before - after), after, [.. _session.Notices, .. _session.TakeAlarms()]);
        },
        cancellation);

    private Task<SendOutcome> KeepAndSendAsync(
        string channel, ChannelAct act, Func<ChannelState, ContentBody> body, CancellationToken cancellation) => RunAsync(
        async () =>
        {
            var (state, id) = Keep(channel, act, at => [body(at)])[0];
            var acknowledged = new Dictionary<string, long>();
            await WhenReachableAsync(async () => acknowledged = await FlushAsync(state, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            var sequence = acknowledged.GetValueOrDefault(Convert.ToHexStringLower(id));
            return new SendOutcome(Convert.ToHexStringLower(id), sequence, sequence == 0);
        },
        cancellation);

    private List<(ChannelState State, byte[] Id)> Keep(string channel, ChannelAct act, Func<ChannelState, ContentBody[]> written)
    {
        var state = new ChannelShelf(_session).Find(channel);
        using var open = OpenWritable(state);
        if (state.IsClosed)
        {
            throw ChannelProblem.Closed();
        }

        if (ChannelDecisions.Decide(_session.Admission!.Body, act, open.Descriptor.Kind) is var refusal and not ActRefusal.None)
        {
            throw ChannelProblem.NotAllowed(refusal);
        }

        Speaking.RequireTurn(_session, open);
        var bodies = written(state);
        var kept = new List<(ChannelState, byte[])>();
        Faults.Pass(FaultPoint.BeforeMessagePersist);
        _session.Store.Write(writer => kept.AddRange(bodies.Select(body => (state, Outbox.Add(writer, _session, state.Channel, body)))));
        Faults.Pass(FaultPoint.AfterMessagePersist);
        return kept;
    }

    private static TextContent TextOf(string text)
    {
        // Half a surrogate pair would not survive UTF-8; better refused than changed.
        var valid = text.Length > 0 && text.Length <= Limits.TextBytes && NormalForm.IsPossible(text);
        var normal = valid ? TextContent.Of(text) : null;
        return normal is not null && Encoding.UTF8.GetByteCount(normal.Text) is > 0 and <= Limits.TextBytes
            ? normal
            : throw new DialogueException(
                DialogueError.BadInput, "a message has 1 byte to 16 KiB of text", "shorten it or send it in parts; nothing was sent");
    }

    private async Task<Dictionary<string, long>> FlushAsync(ChannelState state, CancellationToken cancellation)
    {
        using var open = OpenChannel.Load(_session.Store, state);
        var sync = new ChannelSync(_session, open);
        await sync.RunAsync(cancellation).ConfigureAwait(false);
        LastProblem ??= open.Outbox.Count > 0 && sync.Reader.AtHead ? sync.Waits : null;
        return sync.Reader.AtHead ? sync.Outbox.Acknowledged : throw ChannelProblem.NotWritable(open.State);
    }

    private int WaitingCount() => new ChannelShelf(_session).All()
        .Sum(state => _session.Store.Range(Bucket.Outbox(state.Channel), long.MinValue).Count);
}
