using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>Travel mode: nothing stays on this device.</content>
public sealed partial class DialogueClient
{
    /// <summary>
    /// Says in every channel that this device leaves, so that the members' devices remove it, then deletes the home: keys first. It is deleted
    /// whatever could be said, and this client cannot be used afterwards. Nobody brings it back alone: return is a new device.
    /// </summary>
    /// <param name="progress">Told the title of each channel as it is done; null for none.</param>
    /// <param name="cancellation">Ends the operation before the home is deleted.</param>
    /// <exception cref="DialogueException">The home could not be deleted.</exception>
    public async Task<TravelReport> TravelAsync(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var left = new List<string>();
        var notTold = new List<string>();
        try
        {
            await RunAsync(
                async () =>
                {
                    await LeaveAllAsync(left, notTold, progress, cancellation).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
        }
        catch (DialogueException problem)
        {
            // A home that is busy, damaged or stopped goes all the same: what stays undone is what was not told.
            LastProblem = problem;
        }

        var home = _session.Store.Home.Directory;
        await DisposeAsync().ConfigureAwait(false);
        await TranslatedAsync(() =>
        {
            SecureStore.Wipe(home);
            return Task.FromResult(true);
        }).ConfigureAwait(false);
        return new TravelReport(left, notTold);
    }

    private async Task LeaveAllAsync(List<string> left, List<string> notTold, IProgress<string>? progress, CancellationToken cancellation)
    {
        var shelf = new ChannelShelf(_session);
        var isReachable = true;
        foreach (var state in shelf.All().Where(state => state.Phase is ChannelPhase.Open or ChannelPhase.Forked))
        {
            var isTold = false;
            try
            {
                isTold = isReachable && await LeaveAsync(state, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Whatever stands in the way in one channel, the others are told and the home goes.
                isReachable = Problem.Of(failure) is not { Error: DialogueError.RelayUnreachable or DialogueError.WrongRelay };
                LastProblem ??= Problem.Of(failure);
            }

            (isTold ? left : notTold).Add(shelf.TitleOf(state));
            progress?.Report(shelf.TitleOf(state));
        }
    }

    /// <summary>Whether the note stands in the log.</summary>
    private async Task<bool> LeaveAsync(ChannelState state, CancellationToken cancellation)
    {
        using var channel = OpenChannel.Load(_session.Store, state);
        var own = channel.Facts.Find(channel.Group.OwnLeaf.Value)!.Credential.Admission.Id;
        channel.Enqueue(new LeaveContent(own), _session.Time.GetUtcNow());
        channel.Save();
        await new ChannelSync(_session, channel).RunAsync(cancellation).ConfigureAwait(false);
        return channel.State.Phase == ChannelPhase.Removed || channel.Outbox.Values.All(entry => entry.Content is not LeaveContent);
    }
}
