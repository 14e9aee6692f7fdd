namespace SecureDialogue.Client.Revocations;

/// <summary>From when to when a device could read a channel; kept so that it can be told if that device is lost.</summary>
/// <param name="Admission">Its signed admission.</param>
/// <param name="From">The hour in which it came; 0 when it was there before this device.</param>
/// <param name="Until">The hour in which it was taken out; 0 while it stands there.</param>
internal sealed record StoredPresence(byte[] Admission, uint From, uint Until);
