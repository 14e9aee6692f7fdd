using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>
/// Who is here now. Off unless the person turns it on: then the relay sees a random handle of each channel and epoch come and go, and the
/// members see whose it is. Nothing of it is kept, and any member could make it up.
/// </content>
public sealed partial class DialogueClient
{
    /// <summary>Whether this device shows in its channels that it is here.</summary>
    /// <param name="shows">Whether it does from now on.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public Task ShowPresenceAsync(bool shows, CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            _session.Save(_session.Device with { ShowsPresence = shows });
            return Task.FromResult(shows);
        },
        cancellation);

    /// <summary>Who can read a channel now, and of them who is here; asked of the relay. Shows this device, too, for a minute, if that is on.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such channel, or the relay cannot be reached.</exception>
    public Task<RosterView> WhoIsHereAsync(string channel, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            var shelf = new ChannelShelf(_session);
            using var open = OpenWritable(shelf.Find(channel));
            var here = await new PresenceDesk(_session, open).WhoIsHereAsync(cancellation).ConfigureAwait(false);
            return RosterReader.Read(_session, open, shelf.View(open.State), here);
        },
        cancellation);

    /// <summary>Lets those who are here know that this person is writing, if showing presence is on; it may be lost.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such channel, or the relay cannot be reached.</exception>
    public Task WhisperTypingAsync(string channel, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            using var open = OpenWritable(new ChannelShelf(_session).Find(channel));
            await new PresenceDesk(_session, open).WhisperAsync(cancellation).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>Names of those who let know since the last call that they are writing, as far as this device was connected.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such channel.</exception>
    public Task<IReadOnlyList<string>> TypingAsync(string channel, CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            var shelf = new ChannelShelf(_session);
            using var open = OpenWritable(shelf.Find(channel));
            var typing = new PresenceDesk(_session, open).Typing();
            var roster = RosterReader.Read(_session, open, shelf.View(open.State), typing);
            return Task.FromResult<IReadOnlyList<string>>([.. roster.Members.Where(member => member.Here).Select(member => member.Name)]);
        },
        cancellation);
}
