using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Storage;

/// <summary>Turns a passphrase into a key.</summary>
internal static class Passphrase
{
    /// <summary>Characters of a passphrase, at most.</summary>
    internal const int MaxChars = 4096;

    /// <summary>key = Argon2id(UTF-8(NFC(passphrase)), salt, cost): keyboards differ in how they compose one and the same letter.</summary>
    /// <returns>32 bytes, the caller's to dispose.</returns>
    internal static LockedMemory Derive(ReadOnlySpan<char> passphrase, ReadOnlySpan<byte> salt, PassphraseCost cost)
    {
        if (passphrase.IsEmpty || passphrase.Length > MaxChars)
        {
            throw new ArgumentException($"A passphrase has 1 to {MaxChars} characters.", nameof(passphrase));
        }

        var composed = new char[passphrase.GetNormalizedLength(NormalizationForm.FormC)];
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(composed.Length)];
        var key = new LockedMemory(XChaCha20Poly1305.KeyBytes);
        try
        {
            _ = passphrase.TryNormalize(composed, out var chars, NormalizationForm.FormC);
            var count = Encoding.UTF8.GetBytes(composed.AsSpan(0, chars), bytes);
            Argon2id.Derive(bytes.AsSpan(0, count), salt, cost.Passes, cost.MemoryBytes, key.Span);
            return key;
        }
        catch (InsufficientMemoryException e)
        {
            key.Dispose();
            throw new StoreException(StoreError.Unavailable, e);
        }
        catch
        {
            key.Dispose();
            throw;
        }
        finally
        {
            Array.Clear(composed);
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
