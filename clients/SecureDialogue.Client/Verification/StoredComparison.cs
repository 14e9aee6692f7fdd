namespace SecureDialogue.Client.Verification;

/// <summary>What was last shown to be compared. Only this can be marked: who came in while people were reading digits out was not compared.</summary>
/// <param name="Hash">The code that was shown, 32 bytes.</param>
/// <param name="Devices">The devices it stood for.</param>
internal sealed record StoredComparison(byte[] Hash, IReadOnlyList<ComparedDevice> Devices);
