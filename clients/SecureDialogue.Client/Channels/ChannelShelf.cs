using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>The channels of this device.</summary>
internal sealed class ChannelShelf(DeviceSession session)
{
    /// <summary>All of them, in the order in which they came.</summary>
    internal IReadOnlyList<ChannelState> All() =>
        [.. session.Store.List(Bucket.Channels).Select(entry => LocalRecord.Decode<ChannelState>(entry.Value.ToArray()))];

    /// <summary>The one channel of a title or of the beginning of an id.</summary>
    /// <exception cref="DialogueException">None, or several.</exception>
    internal ChannelState Find(string name)
    {
        var all = All();
        var title = NormalForm.IsPossible(name) ? name.Normalize() : name;
        var byTitle = all.Where(state => string.Equals(TitleOf(state), title, StringComparison.Ordinal)).ToArray();
        // A channel that was rebuilt has the title of the one that is closed.
        var going = byTitle.Where(state => state is { Phase: not ChannelPhase.Removed, IsClosed: false, RebuiltAs: null }).ToArray();
        var found = going.Length == 1 ? going : byTitle.Length > 0 ? byTitle : [.. all.Where(state => ShortId.Matches(state.Id, name))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new DialogueException(DialogueError.NotFound, "there is no such channel", "see 'dialogue channels'"),
            _ => throw new DialogueException(DialogueError.NotFound, "several channels have this title", "name it by its id; see 'dialogue channels'"),
        };
    }

    /// <summary>A channel as its member sees it.</summary>
    internal ChannelView View(ChannelState state)
    {
        var waiting = session.Store.Range(Bucket.Outbox(state.Channel), long.MinValue)
            .Count(entry => LocalRecord.Decode<OutboxEntry>(entry.Value.ToArray()).Kind is (int)Content.ContentKind.Text or (int)Content.ContentKind.Reply);
        if (state.Phase == ChannelPhase.Removed)
        {
            return new ChannelView(state.ShortId, TitleOf(state), KindOf(state), 0, 0, string.Empty, waiting, "removed", false, 0);
        }

        using var open = OpenChannel.Load(session.Store, state);
        return new ChannelView(
            state.ShortId,
            TitleOf(state),
            KindWords.Of(open.Descriptor.Kind),
            open.Roster.Count,
            (long)open.Group.Epoch,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(open.Group.EpochAuthenticator.Span)),
            waiting,
            StateOf(state),
            state.Restrictions.HasFlag(Restrictions.Demand),
            new Verification.Marks(session).CountUnverified(open.Roster))
        {
            PausedUntil = PolicyOf(state)?.Pause is { } pause && session.Now.Value < pause.Until.Value ? pause.Until.ToTime() : null,
            SlowModeSeconds = PolicyOf(state)?.SlowModeSeconds ?? 0,
        };
    }

    private static string StateOf(ChannelState state) => state switch
    {
        { Phase: ChannelPhase.Forked } or { RefusedAt: > 0 } => "stopped",
        { IsClosed: true } => "closed",
        _ when state.Restrictions.HasFlag(Restrictions.Posts) => "posts-closed",
        _ => "open",
    };

    /// <summary>The title in force.</summary>
    internal string TitleOf(ChannelState state) => PolicyOf(state)?.Title ?? string.Empty;

    private string KindOf(ChannelState state) => PolicyOf(state) is { } policy ? KindWords.Of(policy.Kind) : string.Empty;

    /// <summary>The policy in force, or the founder's own first one that waits to be posted.</summary>
    internal Content.ChannelPolicy? PolicyOf(ChannelState state) => state.Policy is { } bytes
        ? Cbor.ObjectCodec.Decode<Content.PolicyContent>(bytes).Policy.Body
        : session.Store.Range(Bucket.Outbox(state.Channel), long.MinValue)
            .Select(entry => LocalRecord.Decode<OutboxEntry>(entry.Value.ToArray()).Content)
            .OfType<Content.PolicyContent>()
            .FirstOrDefault()?.Policy.Body;
}
