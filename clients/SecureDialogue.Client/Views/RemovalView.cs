namespace SecureDialogue.Client.Views;

/// <summary>The channel from which somebody was removed, or is to be when others have signed.</summary>
public sealed record RemovalView : ChannelView
{
    /// <summary>A channel with the paper about it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="paper">The paper.</param>
    internal RemovalView(ChannelView channel, string paper)
        : base(channel) => Paper = paper;

    /// <summary>The paper that waits for signatures; empty when the person is removed.</summary>
    public string Paper { get; }
}
