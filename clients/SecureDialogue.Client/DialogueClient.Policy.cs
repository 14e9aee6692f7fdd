using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>What facilitators set for a channel: all members read who did it, and each device holds its person to it.</content>
public sealed partial class DialogueClient
{
    private const int LongestPauseHours = 720;
    private const int SecondsOfDay = 86400;

    /// <summary>Gives a channel another title.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="title">1 to 128 characters.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was set: this person is no facilitator here, or it is so already.</exception>
    public Task<ChannelView> RenameChannelAsync(string channel, string title, CancellationToken cancellation = default)
    {
        RequireTitle(title, 128);
        return SetPolicyAsync(channel, policy => policy with { Title = title.Normalize() }, cancellation);
    }

    /// <summary>Lets nobody but facilitators write for some hours; reading stays open.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="reason">What all members read, at most 512 characters; may be empty.</param>
    /// <param name="hours">1 to 720, counted from the next full hour, so that a pause is never shorter than what was chosen.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was set: this person is no facilitator here, or it is so already.</exception>
    public Task<ChannelView> PauseChannelAsync(string channel, string reason, int hours, CancellationToken cancellation = default)
    {
        if (hours is < 1 or > LongestPauseHours)
        {
            throw new DialogueException(DialogueError.BadInput, $"a pause has 1 to {LongestPauseHours} hours", "set it anew when it is over");
        }

        var said = reason.Trim();
        if (said.Length > 512 || said.Any(one => char.IsControl(one) && one != '\n') || !Cbor.NormalForm.IsPossible(said))
        {
            throw new DialogueException(DialogueError.BadInput, "a reason has at most 512 characters", "say it shorter");
        }

        var pause = new Content.ChannelPause(said.Normalize(), new UnixHour(_session.Now.Value + (uint)hours + 1));
        return SetPolicyAsync(channel, policy => policy with { Pause = pause }, cancellation);
    }

    /// <summary>Ends a pause before its hour.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was set: this person is no facilitator here, or there is no pause.</exception>
    public Task<ChannelView> ResumeChannelAsync(string channel, CancellationToken cancellation = default) =>
        SetPolicyAsync(channel, policy => policy with { Pause = null }, cancellation);

    /// <summary>Sets how long somebody waits between two messages.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="seconds">Up to a day; 0 for none.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was set: this person is no facilitator here, or it is so already.</exception>
    public Task<ChannelView> SlowChannelAsync(string channel, int seconds, CancellationToken cancellation = default) =>
        seconds is >= 0 and <= SecondsOfDay
            ? SetPolicyAsync(channel, policy => policy with { SlowModeSeconds = seconds }, cancellation)
            : throw new DialogueException(DialogueError.BadInput, "slow mode is up to a day", "give seconds, 0 to end it");

    private Task<ChannelView> SetPolicyAsync(string channel, Func<Content.ChannelPolicy, Content.ChannelPolicy> change, CancellationToken cancellation) => RunAsync(
        async () =>
        {
            var shelf = new ChannelShelf(_session);
            using var open = OpenWritable(shelf.Find(channel));
            await new PolicyDesk(_session, open, new ChannelSync(_session, open)).SetAsync(change, cancellation).ConfigureAwait(false);
            return shelf.View(open.State);
        },
        cancellation);
}
