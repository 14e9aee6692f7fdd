using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecureDialogue.Wire;

/// <summary>Writes an identifier as base64 and refuses text of any other length.</summary>
/// <typeparam name="T">Which identifier.</typeparam>
public sealed class OpaqueIdJsonConverter<T> : JsonConverter<T>
    where T : struct, IOpaqueId<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var bytes) && bytes.Length == OpaqueId.Bytes
            ? OpaqueId.Read<T>(bytes)
            : throw new JsonException();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.ToBytes());
}
