using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>How this device stands.</content>
public sealed partial class DialogueClient
{
    /// <summary>How this device stands, from the store; the relay is not asked.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public Task<StatusView> StatusAsync(CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            var device = _session.Device;
            var charters = _session.Charters;
            var admission = _session.Admission?.Body;
            var channels = new ChannelShelf(_session).All();
            return Task.FromResult(new StatusView(
                charters?.Head.Title ?? device.Plan?.Title ?? string.Empty,
                device.Name,
                admission?.Party?.Value ?? string.Empty,
                admission is null ? [] : RoleWords.List(admission.Roles),
                StageWord(device.Stage),
                device.Relay,
                charters?.HeadId.ToString() ?? string.Empty,
                channels.Count(channel => channel.Phase != ChannelPhase.Removed),
                WaitingCount(),
                new AdmissionDesk(_session).Pending().Count));
        },
        cancellation);

    private static string StageWord(Stage stage) => stage switch
    {
        Stage.Founding or Stage.Gathering => "founding",
        Stage.Asking or Stage.Asked => "asked",
        Stage.Digits => "digits",
        Stage.Differ => "digits differ",
        Stage.Admitted => "admitted",
        Stage.Declined => "declined",
        Stage.InDoubt => "in doubt",
        Stage.Stopped => "stopped",
        _ => throw new System.Diagnostics.UnreachableException("Every stage has a word."),
    };
}
