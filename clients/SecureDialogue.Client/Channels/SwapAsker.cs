using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Asks another member's device to swap this device's leaf: after a renewal or a new role, when a key package served twice, or when this
/// device cannot read on. One member is asked at a time, facilitators first, the next one an hour later.
/// </summary>
internal sealed class SwapAsker(DeviceSession session)
{
    private const uint HoursToAskTheNext = 1;
    private const uint HoursToStartAgain = 24;

    /// <summary>Asks if there is a reason to; the letter goes out with the next ones.</summary>
    internal void AskIfDue(OpenChannel channel, bool atHead)
    {
        if (channel.State.SwappedAt > 0 || !HasReason(channel, atHead) || Candidates(channel) is not { Count: > 0 } candidates)
        {
            return;
        }

        var leafNode = LeafNodeOf(channel, session.OwnKey)!.Value;
        var ask = Earlier(channel, leafNode);
        var next = candidates.FirstOrDefault(one => !ask.Asked.Any(asked => one.Device.Value.Span.SequenceEqual(asked)));
        var pause = next is null ? HoursToStartAgain : HoursToAskTheNext;
        if (ask.Asked.Count > 0 && ask.AskedAt + pause > session.Now.Value)
        {
            return;
        }

        var restart = next is null;
        next ??= candidates[0];
        var request = new SwapRequest(new Opaque(channel.State.Id), leafNode, session.Now);
        var signed = new Signed<SwapRequest>(request, new Opaque(channel.Group.SignWithLeafKey(SignedCodec.SignedBytes(request))));
        session.Store.Write(writer =>
        {
            new LetterOffice(session).TryWrite(writer, LetterKind.Swap, next.Card, signed.Encode());
            IReadOnlyList<byte[]> before = restart ? [] : ask.Asked;
            var now = new StoredSwapAsk(leafNode.Value.ToArray(), [.. before, next.Device.Value.ToArray()], session.Now.Value);
            LocalRecord.Put(writer, Bucket.SwapAsks, channel.State.Id, now);
        });
    }

    /// <summary>Whether a device was asked to swap this device's leaf in a channel.</summary>
    internal static bool Asked(DeviceSession session, byte[] channel, Opaque device) =>
        session.Store.Get(Bucket.SwapAsks, channel) is { } bytes
        && LocalRecord.Decode<StoredSwapAsk>(bytes).Asked.Any(asked => device.Span.SequenceEqual(asked));

    /// <summary>SHA-256 of a device's leaf node as it stands in the tree; null if it has none.</summary>
    internal static ObjectHash? LeafNodeOf(OpenChannel channel, DeviceKey device) =>
        channel.Roster.FirstOrDefault(member => member.Credential.Device == device) is { } leaf
            ? new ObjectHash(new Opaque(SHA256.HashData(channel.Group.Members.Single(member => member.Index.Value == leaf.Leaf).Leaf.Encode())))
            : null;

    private bool HasReason(OpenChannel channel, bool atHead)
    {
        var facts = channel.Facts;
        var now = session.Now > facts.LastHour ? session.Now : facts.LastHour;
        if (facts.Find(channel.Group.OwnLeaf.Value) is not { } own || session.Admission is not { } admission
            || facts.IsRemovalDue(own.Credential, now) || facts.WasSwappedOn(now, session.OwnKey)
            || AdmissionRules.Check(admission, facts.Charters, now) != AdmissionRefusal.None)
        {
            return false;
        }

        return channel.State.IsStuck
            || (atHead && (channel.State.SwapReason == SwapReason.SharedLeafKey || own.Credential.Admission.Id != admission.Id));
    }

    private StoredSwapAsk Earlier(OpenChannel channel, ObjectHash leafNode) =>
        session.Store.Get(Bucket.SwapAsks, channel.State.Id) is { } bytes
        && LocalRecord.Decode<StoredSwapAsk>(bytes) is var ask && leafNode.Value.Span.SequenceEqual(ask.LeafNode)
            ? ask
            : new StoredSwapAsk([], [], 0);

    /// <summary>Members whose mailbox is known, facilitators first: they are the ones who look most often.</summary>
    private List<Candidate> Candidates(OpenChannel channel)
    {
        var facts = channel.Facts;
        var profiles = Profiles.Of(channel.State);
        return [.. channel.Roster
            .Where(member => member.Leaf != channel.Group.OwnLeaf.Value && !facts.IsRemovalDue(member.Credential, session.Now) && !facts.HasLeft(member.Credential))
            .OrderByDescending(member => member.Credential.Admission.Body.Roles.HasFlag(Roles.Facilitator))
            .Select(member => (member.Credential.Device, Profile: profiles.FirstOrDefault(profile => profile.Body.Admission == member.Credential.Admission.Id)))
            .Where(member => member.Profile is not null)
            .Select(member => new Candidate(member.Device, member.Profile!.Body.Card))];
    }

    private sealed record Candidate(DeviceKey Device, MailboxCard Card);
}
