using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecureDialogue.Server.Relay;

/// <summary>Bytes as base64; null is none. A field may be empty, and without this null would pass for that.</summary>
internal sealed class BytesConverter : JsonConverter<ReadOnlyMemory<byte>>
{
    public override bool HandleNull => true;

    public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetBytesFromBase64() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.Span);
}
