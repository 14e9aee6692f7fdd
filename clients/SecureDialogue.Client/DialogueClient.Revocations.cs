using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>Cutting off devices and people.</content>
public sealed partial class DialogueClient
{
    /// <summary>
    /// Signs that a device, or a person with all devices, is cut off: the first to say so proposes it, whoever says the same signs that
    /// one. With all signatures of the Charter's device rule it is taken out of every channel.
    /// </summary>
    /// <param name="name">Whose device.</param>
    /// <param name="device">The beginning of the device's id where the person has several; null for the only one.</param>
    /// <param name="wholePerson">Whether all devices of the person are meant.</param>
    /// <param name="reason">For the other signers, up to 1000 characters; may be empty.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was signed.</exception>
    public Task<CutView> CutAsync(string name, string? device, bool wholePerson, string reason, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            if (reason.Length > 1000 || !NormalForm.IsPossible(reason))
            {
                throw new DialogueException(DialogueError.BadInput, "a reason has at most 1000 characters", "say it shorter");
            }

            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            var cut = new CutDesk(_session).Cut(name, device, wholePerson, reason.Normalize());

            // Letters go out and, when it is complete, every channel is told now: a lost device reads on until then.
            await WhenReachableAsync(() => EverythingAsync(cancellation)).ConfigureAwait(false);
            return cut;
        },
        cancellation);

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
