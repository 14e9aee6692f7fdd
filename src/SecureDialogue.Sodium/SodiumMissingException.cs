namespace SecureDialogue.Sodium;

/// <summary>libsodium is not installed or cannot be used; the message says how to install it.</summary>
public sealed class SodiumMissingException()
    : Exception("libsodium was not found: install it (Debian and Ubuntu: apt-get install libsodium23; macOS: brew install libsodium; Windows: put libsodium.dll beside the program)");
