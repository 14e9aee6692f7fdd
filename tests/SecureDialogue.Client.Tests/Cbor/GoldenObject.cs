using System.Text.Json.Nodes;

namespace SecureDialogue.Client.Tests.Cbor;

/// <summary>One object in a golden file: its bytes, its id, its fields in readable form, and bytes that must be refused.</summary>
public sealed record GoldenObject(string Type, string Hex, string Id, JsonNode Fields, IReadOnlyList<GoldenRefusal> Refused);
