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

    /// <summary>This device is no member any more.</summary>
    internal static DialogueException Removed() => new(
        DialogueError.Removed, "this device was removed from the channel", "what was read before stays here; ask a facilitator");

    /// <summary>The history is not one.</summary>
    internal static DialogueException Forked(string? why) => new(
        DialogueError.ForkedHistory, $"the relay gave us different histories: {why}", "stop writing here and tell a facilitator by another way");
}
