using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Verification;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>Making sure of people who are in already: face to face, by voice, or by scanning a code. Marks stay on this device.</content>
public sealed partial class DialogueClient
{
    /// <summary>Shows the digits that this device and a person's device have in common.</summary>
    /// <param name="name">The person.</param>
    /// <param name="device">The beginning of the device's id where the person has several; null for the only one.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nobody of that name, or several devices.</exception>
    public Task<VerificationView> ShowVerificationAsync(string name, string? device, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => EverythingAsync(cancellation)).ConfigureAwait(false);
            return new VerificationDesk(_session).Show(name, device);
        },
        cancellation);

    /// <summary>Marks a person's device: the digits that were shown here were compared and are the same.</summary>
    /// <param name="name">The person.</param>
    /// <param name="device">As for showing.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was shown, or it is not what would be shown now.</exception>
    public Task<VerificationView> ConfirmVerificationAsync(string name, string? device, CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult(new VerificationDesk(_session).Confirm(name, device)), cancellation);

    /// <summary>Marks a person's device if the text scanned from its screen is this device's own code for it.</summary>
    /// <param name="name">The person.</param>
    /// <param name="device">As for showing.</param>
    /// <param name="scanned">What the QR code said.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">It is another code.</exception>
    public Task<VerificationView> ScanVerificationAsync(string name, string? device, string scanned, CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult(new VerificationDesk(_session).Scanned(name, device, scanned)), cancellation);

    /// <summary>Shows the digits that all screens show if everybody sees the same channel with the same people.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such channel, or it is stopped.</exception>
    public Task<VerificationView> ShowChannelVerificationAsync(string channel, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => EverythingAsync(cancellation)).ConfigureAwait(false);
            return InChannel(channel, (desk, open, title) => desk.Show(open, title));
        },
        cancellation);

    /// <summary>Marks everybody who stood in a channel when its digits were shown: they were compared and are the same on all screens.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="absent">Names of those who were not there.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was shown, or it is not what would be shown now.</exception>
    public Task<VerificationView> ConfirmChannelVerificationAsync(
        string channel, IReadOnlyList<string> absent, CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult(InChannel(channel, (desk, open, title) => desk.Confirm(open, title, absent))), cancellation);

    /// <summary>Marks everybody in a channel if the text scanned from another member's screen is this device's own code for it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="absent">Names of those who are not there.</param>
    /// <param name="scanned">What the QR code said.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">It is another code.</exception>
    public Task<VerificationView> ScanChannelVerificationAsync(
        string channel, IReadOnlyList<string> absent, string scanned, CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult(InChannel(channel, (desk, open, title) => desk.Scanned(open, title, absent, scanned))), cancellation);

    private VerificationView InChannel(string channel, Func<VerificationDesk, OpenChannel, string, VerificationView> act)
    {
        var shelf = new ChannelShelf(_session);
        var state = shelf.Find(channel);
        using var open = OpenWritable(state);
        return state.RefusedAt > 0 || state.VoidSince > 0 ? throw ChannelProblem.NotWritable(state) : act(new VerificationDesk(_session), open, shelf.TitleOf(state));
    }
}
