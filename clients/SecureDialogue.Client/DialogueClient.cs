using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <summary>One person's device in one dialogue.</summary>
public sealed class DialogueClient : IAsyncDisposable
{
    /// <summary>Opens a new dialogue on a relay; the founder is neutral, organizer and facilitator.</summary>
    public static Task<DialogueClient> CreateAsync(NewDialogue dialogue, ClientOptions options, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Asks to be admitted with an invitation link; makes the home.</summary>
    public static Task<DialogueClient> JoinAsync(string link, string name, ClientOptions options, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Opens an existing home.</summary>
    public static Task<DialogueClient> OpenAsync(ClientOptions options, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Makes an invitation for one person. Roles: participant, facilitator, organizer, interpreter, rapporteur, observer. Party: a code of the Charter, or empty for neutral people.</summary>
    public Task<InvitationView> InviteAsync(string role, string party, TimeSpan validFor, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Fetches letters and lists who asks to be admitted.</summary>
    public Task<IReadOnlyList<PendingRequest>> RequestsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>The digits to compare: the own (applicant, null) or a request's (officer).</summary>
    public Task<DigitsView> DigitsAsync(string? requestId, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Admits an applicant whose digits were compared.</summary>
    public Task<PendingRequest> AdmitAsync(string requestId, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Declines a request and tells the applicant the reason.</summary>
    public Task<PendingRequest> DeclineAsync(string requestId, string reason, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Opens a channel. <paramref name="members"/> null: everybody admitted now. Kind: plenary or private-line.</summary>
    public Task<MembershipOutcome> CreateChannelAsync(string title, string kind, IReadOnlyList<string>? members, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Adds people to a channel.</summary>
    public Task<MembershipOutcome> AddMembersAsync(string channel, IReadOnlyList<string> names, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Removes a person from a channel: an order in the log, then the commit.</summary>
    public Task<ChannelView> RemoveMemberAsync(string channel, string name, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>The channels, from the store. A channel is named by title (if unique) or id (or a unique beginning of it) everywhere.</summary>
    public Task<IReadOnlyList<ChannelView>> ChannelsAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Writes a message: keeps it, then sends it. When the relay cannot be reached it waits for the next sync.</summary>
    public Task<SendOutcome> SendAsync(string channel, string text, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Syncs, then returns what stands after a number. When the relay cannot be reached, what is here is returned and <see cref="LastProblem"/> says so.</summary>
    public Task<IReadOnlyList<MessageView>> ReadAsync(string channel, long after, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Returns what stands after a number and then everything that comes, until cancelled. Reconnects by itself; holds the home only while it writes.</summary>
    public IAsyncEnumerable<MessageView> FollowAsync(string channel, long after, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Who can read a channel now, from the store.</summary>
    public Task<RosterView> RosterAsync(string channel, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Fetches letters, reads every channel to its head, sends what waits.</summary>
    public Task<SyncReport> SyncAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>How this device stands, from the store.</summary>
    public Task<StatusView> StatusAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Set when an operation went on without the relay: why, in one sentence.</summary>
    public DialogueException? LastProblem { get; private set; }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
