using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SecureDialogue.Wire.Tests;

/// <summary>Files that pin the wire for every language: the TypeScript twin reads the same ones.</summary>
internal static class GoldenFile
{
    /// <summary>As the hub's protocol is set on both sides.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "wire", name + ".json")))!;

    public static byte[] Base64(this JsonNode? node) => Convert.FromBase64String(node!.GetValue<string>());

    public static byte[] Hex(this JsonNode? node) => Convert.FromHexString(node!.GetValue<string>());

    public static T To<T>(this JsonNode? node) => node.Deserialize<T>(Json)!;
}
