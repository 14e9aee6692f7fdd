using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>What a steward's act did, as people read it. A steward's key belongs to nobody's name.</summary>
internal static class StewardWords
{
    /// <summary>The line that the act leaves in the channel; empty for what only the relay needs.</summary>
    internal static string Of(StewardAct act) => act.Verb switch
    {
        StewardVerb.Supersede => "a steward undid a change; the members before it are its members again",
        StewardVerb.Demand => "from here on a steward must sign every change of who is in this channel",
        StewardVerb.Release => "changes of who is in this channel need no steward any more",
        StewardVerb.ClosePosts => "a steward closed this channel to messages; what is written waits",
        StewardVerb.OpenPosts => "a steward opened this channel to messages again",
        StewardVerb.Shorten => $"a steward shortened how long the relay keeps messages of this channel: days {act.Days}",
        StewardVerb.Close => "a steward closed this channel for good; it can still be read",
        StewardVerb.AddSteward => "this channel has one more steward",
        _ => string.Empty,
    };
}
