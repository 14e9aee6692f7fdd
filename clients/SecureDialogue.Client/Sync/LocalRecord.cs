using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Sync;

/// <summary>Encodes records of this device's own store. They never travel, so they are plain JSON inside the sealed value.</summary>
internal static class LocalRecord
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Puts a record under a key and zeroes the bytes it was encoded in.</summary>
    internal static void Put<T>(StoreWriter writer, string bucket, ReadOnlySpan<byte> key, T record)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(record, Options);
        writer.Put(bucket, key, bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>Puts a record under a number and zeroes the bytes it was encoded in.</summary>
    internal static void Put<T>(StoreWriter writer, string bucket, long ordinal, T record)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(record, Options);
        writer.Put(bucket, ordinal, bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>Decodes a record and zeroes the bytes it came in.</summary>
    internal static T Decode<T>(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new JsonException();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
