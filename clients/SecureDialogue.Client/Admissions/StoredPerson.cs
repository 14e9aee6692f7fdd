namespace SecureDialogue.Client.Admissions;

/// <summary>Somebody admitted, whom this officer can add to channels.</summary>
/// <param name="Admission">The signed admission.</param>
/// <param name="Card">The mailbox card.</param>
/// <param name="Name">The chosen name.</param>
internal sealed record StoredPerson(byte[] Admission, byte[] Card, string Name)
{
    /// <summary>When the Charter was accepted by signature, hours since 1970; absent until then.</summary>
    public uint? AcceptedAt { get; init; }

    /// <summary>The admission that this one renewed: the device's key packages may still carry it. Absent for none.</summary>
    public byte[]? Earlier { get; init; }

    /// <summary>Which version was accepted last, 32 bytes.</summary>
    public byte[]? AcceptedCharter { get; init; }
}
