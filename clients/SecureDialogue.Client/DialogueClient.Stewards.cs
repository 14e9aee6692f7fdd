using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client;

/// <content>What stewards do: two facilitators of a channel, or its creator. They can stop a channel, never change who reads it.</content>
public sealed partial class DialogueClient
{
    /// <summary>Voids the commit that this device refuses.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or it refuses nothing.</exception>
    public Task<ChannelView> SupersedeAsync(string channel, CancellationToken cancellation = default) =>
        StewardAsync(channel, desk => desk.SupersedeAsync(cancellation), cancellation);

    /// <summary>Puts the current epoch's access key right where a committer handed in a wrong one.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or the key is right.</exception>
    public Task<ChannelView> SetAccessKeyAsync(string channel, CancellationToken cancellation = default) =>
        StewardAsync(channel, desk => desk.SetKeyAsync(cancellation), cancellation);

    /// <summary>From here on every change of who is in the channel needs a steward's signature.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or it is so already.</exception>
    public Task<ChannelView> DemandStewardAsync(string channel, CancellationToken cancellation = default) =>
        SetAsync(channel, StewardVerb.Demand, null, cancellation);

    /// <summary>Takes <see cref="DemandStewardAsync"/> back.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or it is so already.</exception>
    public Task<ChannelView> ReleaseStewardAsync(string channel, CancellationToken cancellation = default) =>
        SetAsync(channel, StewardVerb.Release, null, cancellation);

    /// <summary>Closes the channel to messages; what is written waits on each device. Who is in it can still change.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or it is so already.</exception>
    public Task<ChannelView> ClosePostsAsync(string channel, CancellationToken cancellation = default) =>
        SetAsync(channel, StewardVerb.ClosePosts, null, cancellation);

    /// <summary>Opens the channel to messages again.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or it is so already.</exception>
    public Task<ChannelView> OpenPostsAsync(string channel, CancellationToken cancellation = default) =>
        SetAsync(channel, StewardVerb.OpenPosts, null, cancellation);

    /// <summary>Makes the relay keep the channel's messages for fewer days.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="days">1 to 30, fewer than now.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or the days are not fewer.</exception>
    public Task<ChannelView> ShortenRetentionAsync(string channel, int days, CancellationToken cancellation = default) =>
        days is >= 1 and <= Limits.TalkDays
            ? SetAsync(channel, StewardVerb.Shorten, StewardAct.KeyOfDays(days), cancellation)
            : throw new DialogueException(DialogueError.BadInput, "messages are kept for 1 to 30 days", "give a number of days that is fewer than now");

    /// <summary>Closes the channel for good: it can be read and takes nothing any more.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device is no steward, or it is closed already.</exception>
    public Task<ChannelView> CloseChannelAsync(string channel, CancellationToken cancellation = default) =>
        SetAsync(channel, StewardVerb.Close, null, cancellation);

    /// <summary>
    /// The last resort for a channel that does not go on: a new one of the same kind, title and people. The old one says where it goes
    /// on, if it takes messages, and is closed when everybody is in the new one; until then the same call adds who is still missing.
    /// </summary>
    /// <param name="channel">The channel that does not go on.</param>
    /// <param name="cancellation">Ends the operation; the same call goes on with it.</param>
    /// <exception cref="DialogueException">This device may not open channels, or the relay was lost midway.</exception>
    public Task<MembershipOutcome> RebuildChannelAsync(string channel, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await LettersAsync(cancellation).ConfigureAwait(false);
            using var old = OpenKept(ChannelRebuild.Find(_session, channel));
            var rebuild = new ChannelRebuild(_session, old);
            var outcome = await AddAsync(rebuild.Successor(), rebuild.People(), unbalanced: true, cancellation).ConfigureAwait(false);
            if (outcome.Waiting.Count == 0)
            {
                await rebuild.CloseAsync(cancellation).ConfigureAwait(false);
            }

            return outcome;
        },
        cancellation);

    private Task<ChannelView> SetAsync(string channel, StewardVerb verb, ReadOnlyMemory<byte>? key, CancellationToken cancellation) =>
        StewardAsync(channel, desk => desk.SetAsync(verb, key, cancellation), cancellation);

    private Task<ChannelView> StewardAsync(string channel, Func<StewardDesk, Task> act, CancellationToken cancellation) => RunAsync(
        async () =>
        {
            var shelf = new ChannelShelf(_session);
            using var open = OpenWritable(shelf.Find(channel));
            await act(new StewardDesk(_session, open)).ConfigureAwait(false);
            return shelf.View(open.State);
        },
        cancellation);

    /// <summary>A channel whose members are known, whatever its history says.</summary>
    private OpenChannel OpenKept(ChannelState state) =>
        state.Phase == ChannelPhase.Removed ? throw ChannelProblem.Removed() : OpenChannel.Load(_session.Store, state);
}
