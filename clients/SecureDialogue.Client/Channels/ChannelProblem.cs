using SecureDialogue.Client.Policy;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>Why a channel cannot be written to, as people read it.</summary>
internal static class ChannelProblem
{
    /// <summary>What somebody who reads a channel must know; null while it is in order, and when its own last line says it.</summary>
    internal static DialogueException? WhileReading(ChannelState state) =>
        state is { Phase: ChannelPhase.Forked } or { Phase: ChannelPhase.Open, RefusedAt: > 0 } or { Phase: ChannelPhase.Open, VoidSince: > 0 }
            ? NotWritable(state)
            : null;

    /// <summary>The problem of a channel that is not open at its head.</summary>
    internal static DialogueException NotWritable(ChannelState state) => state switch
    {
        { Phase: ChannelPhase.Removed } => Removed(),
        { Phase: ChannelPhase.Forked } => Forked(state.RefusedBecause),
        { SwappedAt: > 0 } => new(
            DialogueError.NotReady, "this device is being renewed in this channel", "run 'dialogue sync'; if it stays so, ask a facilitator"),
        { RefusedAt: > 0 } => new(
            DialogueError.NotAllowed,
            $"a change of this channel was refused: {state.RefusedBecause}",
            "reading and writing here wait until a steward undoes it; tell the facilitators"),
        { VoidSince: > 0 } => Forked("items were called void and no steward said so"),
        { EarlierAccessSeed: not null } => new(
            DialogueError.NotAllowed,
            "the last change of this channel came with a wrong access key",
            "reading and writing here wait until a steward sets it right; tell the facilitators"),
        _ => new(
            DialogueError.NotReady,
            "this channel waits for the rest of its log, or for the hour of its last change",
            "check the connection and the clock of this device, then try again"),
    };

    /// <summary>Why what is written in a channel at its head waits; null when nothing keeps it.</summary>
    internal static DialogueException? WhileWriting(ChannelState state, bool isRemovalDue) => state switch
    {
        { IsClosed: true } => Closed(),
        _ when state.Restrictions.HasFlag(Restrictions.Posts) => PostsClosed(),
        { NeedsSteward: true } when isRemovalDue => new(
            DialogueError.NotAllowed,
            "somebody is to be removed from this channel, and a steward must sign that first",
            "what you wrote is kept and goes out after it; tell the facilitators"),
        _ => null,
    };

    /// <summary>Stewards keep the channel from taking posts.</summary>
    internal static DialogueException PostsClosed() => new(
        DialogueError.NotAllowed, "a steward closed this channel to messages", "what you wrote is kept and goes out when a steward opens it again");

    /// <summary>Stewards closed the channel for good.</summary>
    internal static DialogueException Closed() => new(
        DialogueError.NotAllowed, "a steward closed this channel for good", "what was written before can still be read; ask a facilitator where it goes on");

    /// <summary>Stewards must sign commits and this device is none.</summary>
    internal static DialogueException NeedsSteward() => new(
        DialogueError.NotAllowed, "a steward of this channel must sign every change of who is in it, and this device is none", "ask a facilitator who is its steward");

    /// <summary>A steward asks for what is so already.</summary>
    internal static DialogueException NothingToChange() => new(
        DialogueError.NotAllowed, "this channel is so already, or another steward was faster", "see 'dialogue channels'");

    /// <summary>An act of stewards on a device that is none.</summary>
    internal static DialogueException NoSteward() => new(
        DialogueError.NotAllowed, "this device is no steward of this channel", "ask the person who opened it");

    /// <summary>Why the own role does not allow an act here.</summary>
    internal static DialogueException NotAllowed(ActRefusal refusal) => refusal switch
    {
        ActRefusal.NeedsFacilitator => new(DialogueError.NotAllowed, "only a facilitator does this", "ask a facilitator"),
        ActRefusal.NeedsParticipant => new(DialogueError.NotAllowed, "a bracket is a participant's, for the own side", "say what you think with 'dialogue send'"),
        ActRefusal.NotInThisKind => new(
            DialogueError.NotAllowed,
            "this has its place in channels of another kind",
            "the single text and what is released stand in a plenary, brackets in a caucus or on a private line"),
        _ => new(DialogueError.NotAllowed, "your role listens in this channel and does not write", "ask a facilitator"),
    };

    /// <summary>This device is no member any more.</summary>
    internal static DialogueException Removed() => new(
        DialogueError.Removed, "this device was removed from the channel", "what was read before stays here; ask a facilitator");

    /// <summary>The history is not one.</summary>
    internal static DialogueException Forked(string? why) => new(
        DialogueError.ForkedHistory, $"the relay gave us different histories: {why}", "stop writing here and tell a facilitator by another way");
}
