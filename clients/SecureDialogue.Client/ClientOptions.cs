namespace SecureDialogue.Client;

/// <summary>Where a person's device keeps its store and how it is opened.</summary>
/// <param name="HomeDirectory">The home: one directory, one device, one dialogue.</param>
/// <param name="Passphrase">UTF-8 bytes of the passphrase in NFC; the caller owns and zeroes them after the client is opened.</param>
/// <param name="Time">The clock; <see cref="TimeProvider.System"/> outside tests.</param>
/// <param name="LockTimeout">How long to wait for another process that works on the same home; 10 seconds for people.</param>
public sealed record ClientOptions(string HomeDirectory, byte[] Passphrase, TimeProvider Time, TimeSpan LockTimeout);
