using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Devices;

/// <summary>An applicant's side of asking to be admitted.</summary>
/// <param name="Link">The invitation or device link.</param>
/// <param name="RequestId">SHA-256 of the request as sent.</param>
/// <param name="Hour">When it was made, hours since 1970.</param>
internal sealed record Application(string Link, byte[] RequestId, uint Hour)
{
    /// <summary>Whether the link is a device link.</summary>
    public bool IsForDevice { get; init; }

    /// <summary>The officer's nonce, 32 bytes; absent until the officer answered.</summary>
    public byte[]? Nonce { get; init; }

    /// <summary>Why the officer declined.</summary>
    public string? Reason { get; init; }

    /// <summary>Reads the link as the type it was taken as, so that the answer to one never counts for the other.</summary>
    internal ISignedLink ReadLink() => IsForDevice ? DeviceLink.ParseLink(Link) : Invitation.ParseLink(Link);
}
