using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// A device whose leaf was swapped comes into a channel that it knows. Where it had read to the swap itself, the log goes on without a
/// gap and the relay's first digest must be its own; where it could not read on, what was said in between stays unread and a line says so.
/// </summary>
/// <param name="Known">The channel before.</param>
internal sealed record Reentry(ChannelState Known)
{
    /// <summary>Whether the log goes on where it was read to.</summary>
    private bool IsContinuous => Known.SwappedAt > 0;

    /// <summary>Whether a Welcome must wait: into a channel that is open only a swap leads, and that must be read in its log first.</summary>
    internal static bool MustWait(DeviceSession session, ChannelState? known, Opaque sender) =>
        known is { Phase: ChannelPhase.Open } && Of(session, known, sender) is null;

    /// <summary>The return by a swap; null when the Welcome is none, so that it must come from a facilitator.</summary>
    internal static Reentry? Of(DeviceSession session, ChannelState? known, Opaque sender) =>
        known is { Phase: ChannelPhase.Open, SwappedAt: > 0 } || (known is { IsStuck: true } && SwapAsker.Asked(session, known.Id, sender)) ? new Reentry(known) : null;

    /// <summary>The channel as it stands after it.</summary>
    internal ChannelState Carry(ChannelState entered, DeviceKey own)
    {
        TrustFields.Require(
            !IsContinuous || (entered.Sequence == Known.Sequence && entered.Digest.AsSpan().SequenceEqual(Known.Digest)), "a swap at another place of the log");
        var charters = Longer(entered.Charters, Known.Charters);
        return entered with
        {
            JoinedAt = IsContinuous ? Known.JoinedAt : entered.JoinedAt,
            Confirmed = IsContinuous && Known.Confirmed,
            LastLasting = IsContinuous ? Known.LastLasting : entered.LastLasting,
            Charters = charters,
            Profiles = Newest([.. Profiles.Of(Known), .. Profiles.Of(entered)]),
            RemovalOrders = Known.RemovalOrders,
            Revocations = Union(Known.Revocations, entered.Revocations),
            LeavingLeafKeys = Known.LeavingLeafKeys,
            LastSwaps = new Dictionary<string, uint>(Known.LastSwaps) { [own.ToString()] = entered.CommitHour },
            Departed = Known.Departed,
            StewardSeed = Known.StewardSeed,
            StewardOffer = Known.StewardOffer,
        };
    }

    /// <summary>Writes what else changes in the store.</summary>
    /// <returns>Whether messages that were on their way may not have arrived.</returns>
    internal bool Write(DeviceSession session, StoreWriter writer, ChannelState entered)
    {
        writer.Delete(Bucket.Pending, Known.Id);
        writer.Delete(Bucket.SwapAsks, Known.Id);
        if (IsContinuous)
        {
            return false;
        }

        writer.Clear(Bucket.Chain(Known.Channel));
        var line = new LogLine([], [], "notice", "this device could not read on and was renewed: what was said in between is not here", entered.CommitHour * 3600L);
        LocalRecord.Put(writer, Bucket.Log(Known.Channel), entered.Sequence, line);
        return DropSealed(session, writer);
    }

    /// <summary>What was sealed may stand in the part of the log that cannot be read: sent again under its id, it would never come back.</summary>
    private bool DropSealed(DeviceSession session, StoreWriter writer)
    {
        var bucket = Bucket.Outbox(Known.Channel);
        var doubtful = session.Store.Range(bucket, long.MinValue)
            .Where(entry => LocalRecord.Decode<OutboxEntry>(entry.Value.ToArray()).Sealed is not null)
            .Select(entry => entry.Ordinal)
            .ToArray();
        Array.ForEach(doubtful, number => writer.Delete(bucket, number));
        return doubtful.Length > 0;
    }

    private static byte[] Longer(byte[] entered, byte[] known)
    {
        TrustFields.Require(
            ObjectCodec.Decode<SignedCharterChain>(entered).Verify(out var theirs) == CharterRefusal.None
            && ObjectCodec.Decode<SignedCharterChain>(known).Verify(out var own) == CharterRefusal.None
            && own!.Extend(theirs!, out var newer) == CharterRefusal.None
            && newer.Signed.Versions.Count == theirs!.Signed.Versions.Count,
            "an older Charter than the one this device read");
        return entered;
    }

    private static IReadOnlyList<byte[]> Newest(IReadOnlyList<Signed<Profile>> profiles) =>
        [.. profiles.GroupBy(one => one.Body.Admission).Select(group => group.MaxBy(one => one.Body.Counter)!.Encode())];

    private static IReadOnlyList<byte[]> Union(IReadOnlyList<byte[]> these, IReadOnlyList<byte[]> those) =>
        [.. these.Concat(those).DistinctBy(bytes => SignedCodec.DecodeCoSigned<Revocation>(bytes).Id)];
}
