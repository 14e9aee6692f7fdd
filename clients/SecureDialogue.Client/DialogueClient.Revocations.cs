using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>Devices and people that were cut off.</content>
public sealed partial class DialogueClient
{
    /// <summary>What devices that were cut off could read, as far as this device saw it; from the store, after a sync where the relay can be reached.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public Task<IReadOnlyList<ExposureView>> ExposureAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => EverythingAsync(cancellation)).ConfigureAwait(false);
            return new ExposureReader(_session).All();
        },
        cancellation);
}
