using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace SecureDialogue.Sodium;

/// <summary>Every native import of the product. All sizes are in bytes and checked by the callers.</summary>
internal static unsafe partial class Native
{
    static Native()
    {
        SodiumLibrary.Register();
        _ = sodium_init();
    }

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int sodium_init();

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_sign_ed25519_seed_keypair(byte* publicKey, byte* secretKey, byte* seed);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_sign_ed25519_detached(
        byte* signature, ulong* signatureLength, byte* message, ulong messageLength, byte* secretKey);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_sign_ed25519_verify_detached(
        byte* signature, byte* message, ulong messageLength, byte* publicKey);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_scalarmult_curve25519(byte* shared, byte* privateKey, byte* publicKey);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_scalarmult_curve25519_base(byte* publicKey, byte* privateKey);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_aead_chacha20poly1305_ietf_encrypt(
        byte* ciphertext, ulong* ciphertextLength, byte* plaintext, ulong plaintextLength,
        byte* aad, ulong aadLength, byte* unused, byte* nonce, byte* key);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_aead_chacha20poly1305_ietf_decrypt(
        byte* plaintext, ulong* plaintextLength, byte* unused, byte* ciphertext, ulong ciphertextLength,
        byte* aad, ulong aadLength, byte* nonce, byte* key);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_aead_xchacha20poly1305_ietf_encrypt(
        byte* ciphertext, ulong* ciphertextLength, byte* plaintext, ulong plaintextLength,
        byte* aad, ulong aadLength, byte* unused, byte* nonce, byte* key);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_aead_xchacha20poly1305_ietf_decrypt(
        byte* plaintext, ulong* plaintextLength, byte* unused, byte* ciphertext, ulong ciphertextLength,
        byte* aad, ulong aadLength, byte* nonce, byte* key);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial int crypto_pwhash_argon2id(
        byte* output, ulong outputLength, byte* password, ulong passwordLength,
        byte* salt, ulong operations, nuint memory, int algorithm);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial void* sodium_malloc(nuint size);

    [LibraryImport(SodiumLibrary.ImportName)]
    internal static partial void sodium_free(void* block);
}
