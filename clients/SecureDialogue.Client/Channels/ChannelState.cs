using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>What this device knows of a channel beside its MLS state; saved in the same transaction as that.</summary>
/// <param name="Id">16 bytes: channel id and MLS group id.</param>
/// <param name="Phase">Where it stands.</param>
internal sealed record ChannelState(byte[] Id, ChannelPhase Phase)
{
    /// <summary>The log's last sequence that was processed.</summary>
    public long Sequence { get; init; }

    /// <summary>d of the log chain at <see cref="Sequence"/>, 32 bytes.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>Where this device came in: its first d was the relay's word.</summary>
    public long JoinedAt { get; init; }

    /// <summary>Whether a member's message confirmed a d at or after <see cref="JoinedAt"/>.</summary>
    public bool Confirmed { get; init; }

    /// <summary>The last lasting or steward sequence that was processed: what a commit names as "after".</summary>
    public long LastLasting { get; init; }

    /// <summary>Sequence of the commit that opened the current epoch; 0 for epoch 0.</summary>
    public long CommitAt { get; init; }

    /// <summary>SHA-256 of that commit, 32 bytes.</summary>
    public byte[]? CommitHash { get; init; }

    /// <summary>The hour that the last commit stated.</summary>
    public uint CommitHour { get; init; }

    /// <summary>The hour of the own last commit with a path.</summary>
    public uint OwnCommitHour { get; init; }

    /// <summary>Messages in this epoch, anybody's.</summary>
    public int MessagesInEpoch { get; init; }

    /// <summary>The Charter chain as this channel's log has it.</summary>
    public required byte[] Charters { get; init; }

    /// <summary>The channel policy in force, signed.</summary>
    public byte[]? Policy { get; init; }

    /// <summary>Newest profile of each admission, signed.</summary>
    public IReadOnlyList<byte[]> Profiles { get; init; } = [];

    /// <summary>Removal orders in this channel's log, signed.</summary>
    public IReadOnlyList<byte[]> RemovalOrders { get; init; } = [];

    /// <summary>Revocations in this channel's log, signed.</summary>
    public IReadOnlyList<byte[]> Revocations { get; init; } = [];

    /// <summary>Ids of admissions that this channel was told of.</summary>
    public IReadOnlyList<byte[]> Announced { get; init; } = [];

    /// <summary>Leaf keys whose own device said that it leaves.</summary>
    public IReadOnlyList<byte[]> LeavingLeafKeys { get; init; } = [];

    /// <summary>The hour of each device's last swap, by device key in hexadecimal.</summary>
    public IReadOnlyDictionary<string, uint> LastSwaps { get; init; } = new Dictionary<string, uint>();

    /// <summary>Devices that went though their person was not sent away: another device of theirs may come back for them.</summary>
    public IReadOnlyList<DepartedDevice> Departed { get; init; } = [];

    /// <summary>The own steward key, 32 bytes; absent for those who are none.</summary>
    public byte[]? StewardSeed { get; init; }

    /// <summary>A key of the own that a channel policy names and that no steward has made a steward's yet, 32 bytes.</summary>
    public byte[]? StewardOffer { get; init; }

    /// <summary>Keys that stewards' acts made stewards', each 32 bytes.</summary>
    public IReadOnlyList<byte[]> AddedStewards { get; init; } = [];

    /// <summary>What stewards keep the channel from taking, as far as their acts were read: a joiner reads them from its own place on.</summary>
    public Restrictions Restrictions { get; init; }

    /// <summary>The channel that this device made to go on in instead, 16 bytes.</summary>
    public byte[]? RebuiltAs { get; init; }

    /// <summary>Whether everybody is in that one.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>The access key's seed of the epoch before, until the current epoch's is proven.</summary>
    public byte[]? EarlierAccessSeed { get; init; }

    /// <summary>The first item that the relay calls void while no steward's act that says so has been read; 0 for none.</summary>
    public long VoidSince { get; init; }

    /// <summary>SHA-256 of that item, 32 bytes.</summary>
    public byte[]? VoidHash { get; init; }

    /// <summary>The commit that this device's own verdict refuses and that nobody superseded yet; 0 for none.</summary>
    public long RefusedAt { get; init; }

    /// <summary>SHA-256 of that commit, 32 bytes.</summary>
    public byte[]? RefusedHash { get; init; }

    /// <summary>Why it refuses it, in words.</summary>
    public string? RefusedBecause { get; init; }

    /// <summary>The commit that swapped the own leaf, while its Welcome is awaited: nothing is read or written here until then; 0 for none.</summary>
    public long SwappedAt { get; init; }

    /// <summary>Why the own leaf is to be swapped, beside a new admission.</summary>
    public SwapReason SwapReason { get; init; }

    /// <summary>While <see cref="ChannelPhase.Creating"/>.</summary>
    public ChannelCreation? Creation { get; init; }

    /// <summary>Whether this device cannot read on by itself.</summary>
    internal bool IsStuck => SwapReason == SwapReason.CannotRead && (Phase == ChannelPhase.Forked || (Phase == ChannelPhase.Open && RefusedAt > 0));

    /// <summary>Whether commits need a steward and this device is none.</summary>
    internal bool NeedsSteward => Restrictions.HasFlag(Restrictions.Demand) && StewardSeed is null;

    internal bool IsClosed => Restrictions.HasFlag(Restrictions.Closed);

    internal ChannelId Channel => OpaqueId.Read<ChannelId>(Id);

    internal string ShortId => Sync.ShortId.Of(Id);
}
