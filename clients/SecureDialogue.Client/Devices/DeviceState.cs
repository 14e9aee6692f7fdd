using SecureDialogue.Client.Founding;

namespace SecureDialogue.Client.Devices;

/// <summary>Everything about this device that belongs to no channel.</summary>
/// <param name="Relay">The relay's address.</param>
/// <param name="RelayId">16 bytes.</param>
/// <param name="Stage">How far this device has come.</param>
/// <param name="Name">The chosen name.</param>
/// <param name="DeviceSeed">32 bytes, Ed25519: the device key.</param>
/// <param name="Mailbox">The own mailbox.</param>
internal sealed record DeviceState(
    string Relay,
    byte[] RelayId,
    Stage Stage,
    string Name,
    byte[] DeviceSeed,
    MailboxKeys Mailbox)
{
    /// <summary>The Charter chain; absent until an officer answered.</summary>
    public byte[]? Charters { get; init; }

    /// <summary>The own admission; absent until admitted.</summary>
    public byte[]? Admission { get; init; }

    /// <summary>Id of the admission in the credentials of the key packages that lie in the own mailbox; absent before the first were put.</summary>
    public byte[]? PackagesOf { get; init; }

    /// <summary>A renewed admission whose first hour has not come; absent for none.</summary>
    public byte[]? NextAdmission { get; init; }

    /// <summary>Ids of own admissions that a later one replaced: repeating one brings nothing back.</summary>
    public IReadOnlyList<byte[]> ReplacedAdmissions { get; init; } = [];

    /// <summary>The version of the Charter that was accepted or signed here last, 32 bytes; absent for none.</summary>
    public byte[]? AcceptedCharter { get; init; }

    /// <summary>Founder only.</summary>
    public Management? Management { get; init; }

    /// <summary>Founder only, until the relay confirmed: the token of the Begin link.</summary>
    public string? BeginPass { get; init; }

    /// <summary>Applicant only.</summary>
    public Application? Application { get; init; }

    /// <summary>First of several founders only, until the Charter is signed: what the dialogue is to be.</summary>
    public FoundingPlan? Plan { get; init; }

    /// <summary>Other founders only, until the Charter is signed: the link they came by.</summary>
    public FoundingAnswer? FoundingAnswer { get; init; }

    /// <summary>Whether channels are shown that this device is here; not unless its person says so.</summary>
    public bool ShowsPresence { get; init; }

    /// <summary>Counts the own profiles, so that an old one never replaces a newer one.</summary>
    public int ProfileCounter { get; init; }
}
