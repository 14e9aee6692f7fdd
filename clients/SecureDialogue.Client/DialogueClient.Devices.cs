using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>Second and returning devices.</content>
public sealed partial class DialogueClient
{
    /// <summary>Makes a link for a second device of the own person; its admission needs the signatures of the device rule.</summary>
    /// <param name="validFor">1 hour to 7 days.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No link was made.</exception>
    public Task<DeviceLinkView> LinkDeviceAsync(TimeSpan validFor, CancellationToken cancellation = default) =>
        RunAsync(() => new DeviceLinkDesk(_session).LinkOwnAsync(validFor, cancellation), cancellation);

    /// <summary>Makes a link for a device with which somebody returns, whose earlier device was lost or left empty; for officers.</summary>
    /// <param name="name">The person.</param>
    /// <param name="validFor">1 hour to 7 days.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No link was made.</exception>
    public Task<DeviceLinkView> InviteDeviceAsync(string name, TimeSpan validFor, CancellationToken cancellation = default) =>
        RunAsync(() => new DeviceLinkDesk(_session).InviteAsync(name, validFor, cancellation), cancellation);
}
