using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// The last resort, and the way to a new relay or suite: a new channel with the people of an old one. Nothing of the old channel is
/// trusted but its tree, its policy and the names its members signed; whoever is to be removed from it stays out of the new one.
/// </summary>
internal sealed class ChannelRebuild(DeviceSession session, OpenChannel old)
{
    /// <summary>The new channel: drawn with the old one's kind, title and rules, or the one that was drawn before.</summary>
    internal ChannelState Successor()
    {
        if (old.State.RebuiltAs is { } known && session.Store.Get(Bucket.Channels, known) is { } bytes)
        {
            return LocalRecord.Decode<ChannelState>(bytes);
        }

        var policy = old.Policy?.Policy.Body ?? throw new DialogueException(
            DialogueError.NotReady, "this channel was never open", "open a new one with 'dialogue channel create'");
        var plan = new ChannelPlan(policy.Title, policy.Kind, old.Descriptor.Party, policy.Regime, Math.Min(policy.RetentionDays, session.Charters!.Head.RetentionDays));
        return new ChannelMaker(session).Draw(plan, (writer, made) =>
        {
            old.State = old.State with { RebuiltAs = made.Id };
            LocalRecord.Put(writer, Bucket.Channels, old.State.Id, old.State);
        });
    }

    /// <summary>Who was in the old channel and is not due to leave it, with the mailbox that each of them signed.</summary>
    internal IReadOnlyList<(StoredPerson Record, CoSigned<Admission> Admission)> People()
    {
        var facts = old.Facts;
        return [.. Profiles.Of(old.State)
            .Select(profile => (Profile: profile, Member: old.Roster.FirstOrDefault(one => one.Credential.Admission.Id == profile.Body.Admission)))
            .Where(one => one.Member is { } member && member.Leaf != old.Group.OwnLeaf.Value
                && !facts.IsRemovalDue(member.Credential, session.Now) && !facts.HasLeft(member.Credential))
            .Select(one => Person(one.Profile.Body, one.Member!.Credential.Admission))];
    }

    /// <summary>The channel that is to be rebuilt: a name that fits its successor already means the one that is not done with.</summary>
    internal static ChannelState Find(DeviceSession session, string name)
    {
        var shelf = new ChannelShelf(session);
        var named = shelf.Find(name);
        return shelf.All().FirstOrDefault(one => !one.IsRebuilt && one.RebuiltAs is { } successor && successor.AsSpan().SequenceEqual(named.Id)) ?? named;
    }

    /// <summary>Everybody is in the new channel: tells the old one where it goes on, if it takes messages, and closes it, if this device is its steward.</summary>
    internal async Task CloseAsync(CancellationToken cancellation)
    {
        old.State = old.State with { IsRebuilt = true };
        old.Save();
        if (old.State is not { Phase: ChannelPhase.Open, IsClosed: false, RebuiltAs: { } successor })
        {
            return;
        }

        var sync = new ChannelSync(session, old);
        await sync.Reader.ToHeadAsync(cancellation).ConfigureAwait(false);
        if (sync.Reader.AtHead && sync.Waits is null)
        {
            var words = $"This channel goes on as another one of the same title: {ShortId.Of(successor)}.";
            old.Enqueue(TextContent.Of(words), session.Time.GetUtcNow());
            old.Save();
            await sync.RunAsync(cancellation).ConfigureAwait(false);
        }

        if (old.State.StewardSeed is null)
        {
            session.Notices.Add("the old channel stays open: only a steward of it can close it");
            return;
        }

        await new StewardDesk(session, old).SetAsync(StewardVerb.Close, null, cancellation).ConfigureAwait(false);
    }

    private static (StoredPerson Record, CoSigned<Admission> Admission) Person(Profile profile, CoSigned<Admission> admission) =>
        (new StoredPerson(admission.Encode(), profile.Card.Encode(), profile.Name), admission);
}
