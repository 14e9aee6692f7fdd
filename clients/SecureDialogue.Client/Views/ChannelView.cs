namespace SecureDialogue.Client.Views;

/// <summary>A channel as its member sees it.</summary>
/// <param name="Id">Short id for commands, 8 lower-case hexadecimal digits.</param>
/// <param name="Title">The channel's title.</param>
/// <param name="Kind"><c>plenary</c>, <c>caucus</c>, <c>working-group</c>, <c>private-line</c>, <c>commons</c>, <c>team</c>, <c>desk</c> or <c>text-desk</c>.</param>
/// <param name="Members">How many devices can read it now.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Authenticator">SHA-256 of the epoch authenticator, hexadecimal: the same for all members of the epoch.</param>
/// <param name="Waiting">Messages written here that the relay has not acknowledged.</param>
/// <param name="State"><c>open</c>, <c>posts-closed</c> (what is written waits), <c>closed</c> (for good), <c>removed</c> or <c>stopped</c>.</param>
/// <param name="StewardSigns">Whether a steward must sign every change of who is in it.</param>
/// <param name="Unverified">How many of the other devices were not verified.</param>
public record ChannelView(
    string Id, string Title, string Kind, int Members, long Epoch, string Authenticator, int Waiting, string State, bool StewardSigns, int Unverified)
{
    /// <summary>Until when nobody but facilitators writes; null when the channel is not paused.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Seconds between two messages of one person; 0 for none.</summary>
    public int SlowModeSeconds { get; init; }
}
