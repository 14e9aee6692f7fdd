namespace SecureDialogue.Client.Admissions;

/// <summary>An invitation or device link made here. The secret itself is in the link only; what it can lead to is fixed here.</summary>
/// <param name="Id">SHA-256 of the invitation, 32 bytes.</param>
/// <param name="Party">Party code; absent for neutral people.</param>
/// <param name="Roles">The roles offered.</param>
/// <param name="ExpiresAt">Hours since 1970.</param>
internal sealed record StoredInvitation(byte[] Id, string? Party, int Roles, uint ExpiresAt)
{
    /// <summary>Of a device link only: the earlier admission of the person whose further device may ask.</summary>
    public byte[]? Earlier { get; init; }

    /// <summary>Of a device link only: the person's name.</summary>
    public string? Name { get; init; }

    /// <summary>Of a device link only: whether the earlier device was cut off already, so that the link is for the person's return.</summary>
    public bool AfterCut { get; init; }
}
