namespace SecureDialogue.Client.HomeCards;

/// <summary>A home card. The name on it is of somebody who is in no dialogue: it is in this device's sealed store and travels nowhere.</summary>
/// <param name="Id">16 random bytes.</param>
/// <param name="For">The person at home, 1 to 128 characters.</param>
/// <param name="MadeAt">Seconds since 1970.</param>
/// <param name="Lines">Cleared words, copied: they stay when the talk is no longer kept.</param>
internal sealed record StoredHomeCard(byte[] Id, string For, long MadeAt, IReadOnlyList<string> Lines);
