using System.Text.Json;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>Reads vector fields.</summary>
internal static class Json
{
    internal static byte[] Hex(this JsonElement item, string name) => item.GetProperty(name).Bytes();

    internal static byte[] Bytes(this JsonElement value) => Convert.FromHexString(value.GetString()!);

    internal static byte[]? OptionalHex(this JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.Bytes() : null;

    internal static uint UInt(this JsonElement item, string name) => item.GetProperty(name).GetUInt32();

    internal static Mls.Crypto.Secret Secret(this JsonElement item, string name) => new(item.Hex(name));
}
