using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecureDialogue.Client.Sync;

/// <summary>Encodes records of this device's own store. They never travel, so they are plain JSON inside the sealed value.</summary>
internal static class LocalRecord
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    internal static byte[] Encode<T>(T record) => JsonSerializer.SerializeToUtf8Bytes(record, Options);

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
