using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureDialogue.Wire.Tests;

public sealed class RecordTests
{
    public static TheoryData<string> Records => [.. GoldenFile.Read("records").AsArray().Select(record => record!["record"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_reads_and_writes_its_golden_json(string name)
    {
        var json = Golden(name);

        var written = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(json, TypeOf(name), GoldenFile.Json), TypeOf(name), GoldenFile.Json);

        Assert.True(JsonNode.DeepEquals(json, written), $"{written}");
        Assert.Equal(json.AsObject().Select(field => field.Key), written!.AsObject().Select(field => field.Key));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_with_a_missing_or_an_unknown_field_does_not_bind(string name)
    {
        foreach (var field in Golden(name).AsObject().Select(field => field.Key))
        {
            var without = Golden(name).AsObject();
            without.Remove(field);
            Assert.Throws<JsonException>(() => without.Deserialize(TypeOf(name), GoldenFile.Json));
        }

        var more = Golden(name).AsObject();
        more.Add("unknown", 1);
        Assert.Throws<JsonException>(() => more.Deserialize(TypeOf(name), GoldenFile.Json));
    }

    [Fact]
    public void Every_request_and_reply_of_the_hub_has_a_golden_record()
    {
        var calls = typeof(IRelayHub).GetMethods();
        var needed = calls.Select(call => call.GetParameters().Single().ParameterType.Name)
            .Concat(calls.Select(call => call.ReturnType.GetGenericArguments().Single().Name));

        Assert.Empty(needed.Except(GoldenFile.Read("records").AsArray().Select(record => record!["record"]!.GetValue<string>())));
    }

    [Fact]
    public void Codes_and_kinds_keep_their_numbers()
    {
        Assert.Equal(Enumerable.Range(0, 22), Enum.GetValues<RelayCode>().Select(code => (int)code));
        Assert.Equal(Enumerable.Range(1, 4), Enum.GetValues<ItemKind>().Select(kind => (int)kind));
        Assert.Equal("Commit Lasting Talk Steward", string.Join(' ', Enum.GetNames<ItemKind>()));
        Assert.Equal("Mailbox Channel", string.Join(' ', Enum.GetNames<PassKind>()));
    }

    private static JsonNode Golden(string name) =>
        GoldenFile.Read("records").AsArray().Single(record => record!["record"]!.GetValue<string>() == name)!["json"]!.DeepClone();

    private static Type TypeOf(string name) => typeof(IRelayHub).Assembly.GetType($"SecureDialogue.Wire.{name}", throwOnError: true)!;
}
