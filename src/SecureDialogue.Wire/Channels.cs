namespace SecureDialogue.Wire;

/// <summary>Makes a channel in epoch 0. A retry with the same id and key is answered <see cref="RelayCode.Ok"/>.</summary>
/// <param name="Pass">32 bytes, a channel pass.</param>
/// <param name="Channel">The channel.</param>
/// <param name="AccessKey">Epoch 0's access key, Ed25519, 32 bytes.</param>
/// <param name="StewardKeys">1 to <see cref="Limits.StewardKeys"/> Ed25519 keys.</param>
/// <param name="CloseMark">32 bytes, by which a dialogue that is closed finds it (<see cref="Wire.CloseMark"/>).</param>
/// <param name="TalkDays">Days that talk is kept, 1 to <see cref="Limits.TalkDays"/>.</param>
/// <param name="Signature">64 bytes, by the access key (<see cref="Proofs.ChannelProof"/>).</param>
public sealed record CreateChannelRequest(ReadOnlyMemory<byte> Pass, ChannelId Channel, ReadOnlyMemory<byte> AccessKey, IReadOnlyList<ReadOnlyMemory<byte>> StewardKeys, ReadOnlyMemory<byte> CloseMark, int TalkDays, ReadOnlyMemory<byte> Signature);

/// <summary>Shows that one belongs to an epoch: opens its items to this connection; the current epoch's also subscribes and allows to post.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Signature">64 bytes, by that epoch's access key (<see cref="Proofs.EpochProof"/>).</param>
public sealed record ProveRequest(ChannelId Channel, ulong Epoch, ReadOnlyMemory<byte> Signature);

/// <summary>Where the epoch stands in the log.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Current">Whether it is the current epoch.</param>
/// <param name="OpenedBy">Sequence of the commit that opened the epoch; 0 for epoch 0.</param>
/// <param name="OpenedDigest">d of the log chain at that sequence, 32 bytes.</param>
/// <param name="Head">The channel's last sequence.</param>
public sealed record ProveReply(RelayCode Code, bool Current, long OpenedBy, ReadOnlyMemory<byte> OpenedDigest, long Head) : IReply<ProveReply>
{
    /// <inheritdoc />
    public static ProveReply Refused(RelayCode code) => new(code, default, default, default, default);
}

/// <summary>Stores an item of the current epoch. A retry with the same message id is answered with the first sequence, whatever the epoch now is.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Message">Drawn by the sender; a retry carries the same.</param>
/// <param name="Kind"><see cref="ItemKind.Talk"/> or <see cref="ItemKind.Lasting"/>.</param>
/// <param name="Bytes">At most <see cref="Limits.ItemBytes"/>.</param>
public sealed record PostRequest(ChannelId Channel, ulong Epoch, MessageId Message, ItemKind Kind, ReadOnlyMemory<byte> Bytes);

/// <summary>Ends the current epoch and opens the next, in one transaction. A retry with the same message id is answered with the first sequence.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Epoch">The epoch that ends.</param>
/// <param name="Message">Drawn by the sender; a retry carries the same.</param>
/// <param name="After">The last lasting or steward sequence that the committer had processed; 0 for none.</param>
/// <param name="Bytes">The commit, at most <see cref="Limits.ItemBytes"/>.</param>
/// <param name="NextKey">The next epoch's access key, Ed25519, 32 bytes.</param>
/// <param name="Signature">64 bytes, by the current access key (<see cref="Proofs.CommitProof"/>).</param>
/// <param name="StewardKey">Ed25519, 32 bytes, where stewards demand it (<see cref="Proofs.StewardVerb.Demand"/>); else empty.</param>
/// <param name="StewardSignature">64 bytes, by that key over what the access key signs; empty without it.</param>
public sealed record CommitRequest(ChannelId Channel, ulong Epoch, MessageId Message, long After, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> NextKey, ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> StewardKey, ReadOnlyMemory<byte> StewardSignature);

/// <summary>Stores a steward's act, from any connection that has said Hello for channels.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Message">Drawn by the sender; a retry carries the same.</param>
/// <param name="Act">The signed act (<see cref="Proofs.StewardAct"/>).</param>
public sealed record StewardRequest(ChannelId Channel, MessageId Message, ReadOnlyMemory<byte> Act);

/// <summary>Where the item stands in the log.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Sequence">1 or more; the first sequence when the item was there already.</param>
public sealed record StoredReply(RelayCode Code, long Sequence) : IReply<StoredReply>
{
    /// <inheritdoc />
    public static StoredReply Refused(RelayCode code) => new(code, default);
}

/// <summary>Reads items of the proven epochs, and all steward items.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="After">The last sequence the client has.</param>
public sealed record ReadRequest(ChannelId Channel, long After);

/// <summary>One item of a channel's log.</summary>
/// <param name="Sequence">1, 2, 3, …</param>
/// <param name="Message">Drawn by the sender.</param>
/// <param name="Kind">What it is to the relay.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Hash">SHA-256 of the bytes as they were stored.</param>
/// <param name="Bytes">The sealed bytes; empty when the item is void or expired.</param>
/// <param name="Void">Whether a steward superseded it.</param>
public sealed record LogItem(long Sequence, MessageId Message, ItemKind Kind, ulong Epoch, ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte> Bytes, bool Void);

/// <summary>Items after the one asked for, without gaps within what the connection may read.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Items">In order of sequence.</param>
/// <param name="Head">The channel's last sequence.</param>
/// <param name="More">Whether another call brings more that this connection may read.</param>
public sealed record ReadReply(RelayCode Code, IReadOnlyList<LogItem> Items, long Head, bool More) : IReply<ReadReply>
{
    /// <inheritdoc />
    public static ReadReply Refused(RelayCode code) => new(code, [], default, default);
}
