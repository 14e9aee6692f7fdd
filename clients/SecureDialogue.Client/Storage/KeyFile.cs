using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Storage;

/// <summary>
/// <c>key.json</c>: the store key, wrapped. <c>wrapped = XChaCha20-Poly1305(Argon2id(passphrase, salt, cost), nonce, aad, store key)</c>,
/// <c>aad = label || version u32 || memory u32 || passes u32 || salt</c>. The check is a plain SHA-256 of all that: it tells a damaged file
/// from a wrong passphrase and protects against nobody.
/// </summary>
internal sealed record KeyFile(int Version, int MemoryBytes, int Passes, string Salt, string Nonce, string Wrapped, string Check)
{
    /// <summary>Bytes a file has at most.</summary>
    internal const int MaxBytes = 1024;

    private const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private PassphraseCost Cost => new(MemoryBytes, Passes);

    /// <summary>Draws a store key and wraps it.</summary>
    internal static (KeyFile File, StoreKeys Keys) Make(ReadOnlySpan<char> passphrase, PassphraseCost cost)
    {
        var salt = RandomNumberGenerator.GetBytes(Argon2id.SaltBytes);
        var nonce = RandomNumberGenerator.GetBytes(XChaCha20Poly1305.NonceBytes);
        using var storeKey = new LockedMemory(StoreKeys.StoreKeyBytes);
        using var wrapping = Passphrase.Derive(passphrase, salt, cost);
        RandomNumberGenerator.Fill(storeKey.Span);
        var file = new KeyFile(CurrentVersion, cost.MemoryBytes, cost.Passes, Hex(salt), Hex(nonce), "", "");
        file = file with { Wrapped = Hex(XChaCha20Poly1305.Seal(wrapping.Span, nonce, file.Aad(salt), storeKey.Span)) };
        return (file.Summed(), new StoreKeys(storeKey.Span));
    }

    /// <summary>Reads the file of a home.</summary>
    /// <exception cref="StoreException"><see cref="StoreError.Corrupted"/>, <see cref="StoreError.NewerVersion"/> or <see cref="StoreError.Unavailable"/>.</exception>
    internal static KeyFile Read(string path) => File.Exists(path)
        ? Decode(StoreFailure.Translate(() => ReadBounded(path)))
        : throw new StoreException(StoreError.Corrupted);

    internal static KeyFile Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var file = JsonSerializer.Deserialize<KeyFile>(bytes, Strict) ?? throw new StoreException(StoreError.Corrupted);
            return file.Check == file.Sum() && file.Encode().AsSpan().SequenceEqual(bytes)
                ? file.Checked()
                : throw new StoreException(NewerOr(StoreError.Corrupted, bytes));
        }
        catch (JsonException e)
        {
            throw new StoreException(NewerOr(StoreError.Corrupted, bytes), e);
        }
    }

    internal byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    /// <summary>The same with the check that belongs to it.</summary>
    internal KeyFile Summed() => this with { Check = Sum() };

    /// <summary>Opens the store key with a passphrase.</summary>
    /// <exception cref="StoreException"><see cref="StoreError.WrongPassphrase"/>.</exception>
    internal StoreKeys Unwrap(ReadOnlySpan<char> passphrase)
    {
        var salt = Convert.FromHexString(Salt);
        using var wrapping = Passphrase.Derive(passphrase, salt, Cost);
        if (!XChaCha20Poly1305.TryOpen(wrapping.Span, Convert.FromHexString(Nonce), Aad(salt), Convert.FromHexString(Wrapped), out var storeKey))
        {
            throw new StoreException(StoreError.WrongPassphrase);
        }

        try
        {
            return new StoreKeys(storeKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(storeKey);
        }
    }

    private static byte[] ReadBounded(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[MaxBytes];
        return buffer[..file.ReadAtLeast(buffer, MaxBytes, throwOnEndOfStream: false)];
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    // A newer program may have added members, so only its version is asked for.
    private static StoreError NewerOr(StoreError other, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("version", out var version)
                && version.ValueKind == JsonValueKind.Number
                && version.TryGetInt32(out var number)
                && number > CurrentVersion
                ? StoreError.NewerVersion
                : other;
        }
        catch (JsonException)
        {
            // Not JSON at all: what the caller said it is.
            return other;
        }
    }

    private KeyFile Checked()
    {
        if (Version != CurrentVersion)
        {
            throw new StoreException(Version > CurrentVersion ? StoreError.NewerVersion : StoreError.Corrupted);
        }

        return Cost.IsBounded
            && IsHex(Salt, Argon2id.SaltBytes)
            && IsHex(Nonce, XChaCha20Poly1305.NonceBytes)
            && IsHex(Wrapped, StoreKeys.StoreKeyBytes + XChaCha20Poly1305.TagBytes)
            ? this
            : throw new StoreException(StoreError.Corrupted);
    }

    private static bool IsHex(string text, int bytes) => text.Length == 2 * bytes && text.All(char.IsAsciiHexDigitLower);

    private string Sum() => Hex(SHA256.HashData((this with { Check = "" }).Encode()));

    private byte[] Aad(ReadOnlySpan<byte> salt)
    {
        Span<byte> numbers = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(numbers, Version);
        BinaryPrimitives.WriteInt32BigEndian(numbers[4..], MemoryBytes);
        BinaryPrimitives.WriteInt32BigEndian(numbers[8..], Passes);
        return [.. "SecureDialogue store key"u8, 0, .. numbers, .. salt];
    }
}
