using SecureDialogue.Client.Sync;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Judges a steward's act. A steward can stop a channel, never change who reads it: a supersede is honoured only for a commit that
/// this device's own verdict refuses or never saw, and setting a key changes nothing here.
/// </summary>
internal sealed class StewardIntake(DeviceSession session, OpenChannel channel)
{
    /// <summary>Takes the act; null when it holds, else what is wrong with the history.</summary>
    internal string? Process(LogItem item)
    {
        if (!StewardAct.TryDecode(item.Bytes.Span, out var act) || act is null || !IsBySteward(act))
        {
            return "a steward's act that no steward of this channel signed";
        }

        var problem = act.Verb switch
        {
            StewardVerb.Supersede => Supersede(act),
            StewardVerb.SetKey => null,
            _ => Set(item, act),
        };
        if (problem is null && StewardWords.Of(act) is { Length: > 0 } words)
        {
            Notices.ByStewards(channel, item, words);
        }

        if (act.IsAboutCommit)
        {
            session.Relay.Remember(channel.Id, null);
        }

        return problem;
    }

    private string? Supersede(StewardAct act)
    {
        var state = channel.State;
        if (state.VoidSince != act.Sequence || act.Epoch != channel.Group.Epoch || !act.Hash.Span.SequenceEqual(state.VoidHash))
        {
            return "a steward undid a change that this device holds to be valid";
        }

        channel.State = state with { VoidSince = 0, VoidHash = null, RefusedAt = 0, RefusedBecause = null };
        session.Alarms.Add("a steward undid a change of this channel; the members before it are its members again");
        return null;
    }

    /// <summary>An act stands only where its steward knew the log, so a relay that brings one a second time is found out.</summary>
    private string? Set(LogItem item, StewardAct act)
    {
        var state = channel.State;
        if (act.Sequence < state.LastLasting || act.Sequence >= item.Sequence)
        {
            return "a steward's act stands where no steward put it";
        }

        channel.State = state with { Restrictions = state.Restrictions.After(act.Verb) };
        if (act.Verb == StewardVerb.AddSteward)
        {
            AddSteward(act);
        }

        return null;
    }

    private void AddSteward(StewardAct act)
    {
        var state = channel.State with { AddedStewards = [.. channel.State.AddedStewards, act.Key.ToArray()] };
        channel.State = state.StewardOffer is { } offer && act.Key.Span.SequenceEqual(Ed25519.PublicKey(offer))
            ? state with { StewardSeed = offer, StewardOffer = null }
            : state;
    }

    private bool IsBySteward(StewardAct act) =>
        channel.Policy is { } policy
        && policy.Policy.Body.StewardKeys.Any(key => key.Span.SequenceEqual(act.StewardKey.Span))
        && Ed25519.Verify(act.StewardKey.Span, act.SignedBytes(channel.Id), act.Signature.Span);
}
