using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Swaps the leaf of another member's device that asked for it: fetches the fresh package, sends the Welcome, then commits Remove and
/// Add at once. The channel's own line tells everybody.
/// </summary>
internal sealed class SwapDesk(DeviceSession session, OpenChannel channel, CommitDesk commits)
{
    /// <summary>Requests kept for all channels, at most: one for each device of the fullest channels.</summary>
    private const int MostRequests = 256;

    /// <summary>A request came; it is judged when its channel was read to the head.</summary>
    internal static void Received(DeviceSession session, StoreWriter writer, Trust.Letter letter)
    {
        var request = SignedCodec.DecodeSigned<SwapRequest>(letter.Body.Span);
        var channel = request.Body.Channel;
        TrustFields.Require(
            channel.Length == OpaqueId.Bytes && session.Store.Get(Bucket.Channels, channel.Span) is not null, "a request to swap in a channel that is not here");
        TrustFields.Require(session.Store.List(Bucket.SwapRequests).Count < MostRequests, "too many requests to swap");
        byte[] key = [.. channel.Span, .. letter.Sender.Value.Span];
        LocalRecord.Put(writer, Bucket.SwapRequests, key, new StoredSwapRequest(request.Encode(), letter.Sender.Value.ToArray()));
    }

    /// <summary>Answers what was asked in this channel, at the head of its log.</summary>
    internal async Task AnswerAsync(Func<IReadOnlyList<uint>> due, CancellationToken cancellation)
    {
        foreach (var entry in session.Store.List(Bucket.SwapRequests).Where(entry => entry.Key.Span.StartsWith(channel.State.Id)))
        {
            var record = LocalRecord.Decode<StoredSwapRequest>(entry.Value.ToArray());
            var request = SignedCodec.DecodeSigned<SwapRequest>(record.Request);
            var sender = new DeviceKey(new Opaque(record.Sender));
            var refusal = Judge(request, sender);
            if (refusal != SwapRefusal.None)
            {
                Tell(sender, refusal);
            }

            if (refusal != SwapRefusal.None || await SwapAsync(request, sender, due, cancellation).ConfigureAwait(false))
            {
                session.Store.Write(writer => writer.Delete(Bucket.SwapRequests, entry.Key.Span));
            }
        }
    }

    private SwapRefusal Judge(Signed<SwapRequest> request, DeviceKey sender)
    {
        var facts = channel.Facts;
        var hour = session.Now > facts.LastHour ? session.Now : facts.LastHour;
        return SwapRules.Check(request, sender, SwapAsker.LeafNodeOf(channel, sender), facts, hour);
    }

    /// <summary>Done, or never to be done; false when the device has no package yet.</summary>
    private async Task<bool> SwapAsync(
        Signed<SwapRequest> request, DeviceKey sender, Func<IReadOnlyList<uint>> due, CancellationToken cancellation)
    {
        var leaf = channel.Roster.Single(member => member.Credential.Device == sender);
        if (Profiles.Of(channel.State).FirstOrDefault(one => one.Body.Admission == leaf.Credential.Admission.Id)?.Body is not { } profile)
        {
            return true;
        }

        var fetch = new PackageFetch(session, channel.Group.Suite);
        var newcomer = await fetch.FetchAsync(
            profile.Name, profile.Card, fresh => fresh.Device == sender && fresh.Person == leaf.Credential.Person, cancellation).ConfigureAwait(false);
        if (newcomer is null)
        {
            return false;
        }

        try
        {
            // Asked each time the commit is built: somebody else may have answered, or the leaf may be due by now.
            await commits.CommitAsync(
                () => Judge(request, sender) == SwapRefusal.None ? new CommitPlan([newcomer], [leaf.Leaf, .. due()]) : null, cancellation).ConfigureAwait(false);
        }
        catch (DialogueException refused) when (refused.Error == DialogueError.NotAllowed)
        {
            session.Notices.Add($"{profile.Name} asked to renew a device in this channel: {refused.Message}");
        }

        return true;
    }

    private void Tell(DeviceKey sender, SwapRefusal refusal)
    {
        var name = channel.Roster.FirstOrDefault(member => member.Credential.Device == sender) is { } leaf
            ? Profiles.NameOf(Profiles.Of(channel.State), leaf.Credential.Admission.Id.Value.Span)
            : string.Empty;
        switch (refusal)
        {
            case SwapRefusal.FalseSignature:
                session.Alarms.Add($"somebody asked with the device key of {name} and without its key of this channel to renew that device; it was refused");
                break;
            case SwapRefusal.RemovalDue:
                session.Notices.Add($"{name} asked to renew a device whose removal is due; it was refused");
                break;
            case SwapRefusal.SwappedToday:
                session.Notices.Add($"{name} asked to renew a device that was renewed today; it was refused");
                break;
            default:
                // Somebody else answered first, or the device left: nothing that a person could do about it.
                break;
        }
    }
}
