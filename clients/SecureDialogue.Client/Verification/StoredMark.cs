namespace SecureDialogue.Client.Verification;

/// <summary>That a person was verified, kept under the person's tag. It stays on this device: nobody learns who trusts whom.</summary>
/// <param name="Name">The name at that time.</param>
/// <param name="Devices">The device keys that were compared; empty when the mark was lost.</param>
internal sealed record StoredMark(string Name, IReadOnlyList<byte[]> Devices)
{
    /// <summary>Device keys that came later without being compared, of which an alarm told.</summary>
    public IReadOnlyList<byte[]> Strangers { get; init; } = [];
}
