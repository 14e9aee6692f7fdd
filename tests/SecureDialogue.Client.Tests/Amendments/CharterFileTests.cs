using System.Text.Json.Nodes;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Amendments;

public sealed class CharterFileTests
{
    private readonly Charter _charter = World.CharterOf(SignatureRule.OrganizerOfEachPartyAndFacilitator);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "{\"title\": \"Water talks\"}", "", "dialogue charter draft" },
        { "\"title\"", "\"titel\"", "dialogue charter draft" },
        { "\"title\": \"Water talks\",", "\"title\": \"Water talks\", \"title\": \"Twice\",", "dialogue charter draft" },
        { "\"retentionDays\": 7", "\"retentionDays\": 31", "as a number" },
        { "\"retentionDays\": 7", "\"retentionDays\": \"7\"", "dialogue charter draft" },
        { "\"regime\": \"closed\"", "\"regime\": \"secret\"", "held, closed, chatham house, cleared, release" },
        { "\"who\": \"each side\"", "\"who\": \"each party\"", "anybody, neutral, each side" },
        { "\"count\": 2", "\"count\": 17", "as a number" },
        { "\"threshold\": 2", "\"threshold\": 3", "how many of the lines" },
        { "\"code\": \"coast\"", "\"code\": \"hill\"", "another code" },
        { "\"side\": \"coast\"", "\"side\": \"river\"", "one of the codes" },
        { "\"name\": \"F\"", "\"name\": \"H\"", "leave \"key\" out" },
        { "\"organizer\"", "\"king\"", "the roles are" },
        { "\"en\": \"Nobody is quoted.\"", "\"en\": \"\"", "write it shorter" },
    };

    [Fact]
    public void A_draft_that_nobody_edits_says_what_the_charter_says()
    {
        var read = Read(Draft());

        Assert.Equal(_charter.Encode(), read.Encode());
    }

    [Fact]
    public void The_browser_writes_and_reads_the_same_file() =>
        Assert.Equal(Draft(), Golden.Of("trust", "charterDraft.json", () => new WrittenDraft(Draft())).Draft);

    [Fact]
    public void What_is_edited_is_what_changes()
    {
        var draft = JsonNode.Parse(Draft())!;
        draft["title"] = "Water and roads";
        draft["retentionDays"] = 3;
        draft["groundRules"]!["fr"] = "Personne n'est cité.";

        var read = Read(draft.ToJsonString());

        Assert.Equal(
            (_charter with
            {
                Title = "Water and roads",
                RetentionDays = 3,
                GroundRules = [.. _charter.GroundRules, new("fr", "Personne n'est cité.")],
            }).Encode(),
            read.Encode());
    }

    [Fact]
    public void A_new_officer_is_named_by_name()
    {
        var draft = JsonNode.Parse(Draft())!;
        draft["officers"]!.AsArray().Add(JsonNode.Parse("""{"name":"Newcomer","roles":["facilitator"]}"""));
        var unknown = draft.ToJsonString().Replace("Newcomer", "Nobody", StringComparison.Ordinal);

        Assert.Equal(World.Key(23), Read(draft.ToJsonString()).Officers[^1].Key);
        Assert.Contains("admit the person first", Refused(unknown).Hint, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_refused_with_what_to_do_next(string written, string instead, string hint)
    {
        var draft = Draft();
        var wrong = instead.Length == 0 ? written : draft.Replace(written, instead, StringComparison.Ordinal);
        Assert.NotEqual(draft, wrong);

        var refused = Refused(wrong);

        Assert.Equal(DialogueError.BadInput, refused.Error);
        Assert.Contains(hint, refused.Hint, StringComparison.Ordinal);
        Assert.Equal(_charter.Encode(), Read(draft).Encode());
    }

    [Fact]
    public void A_charter_that_its_own_officers_could_never_follow_is_not_proposed()
    {
        var draft = JsonNode.Parse(Draft())!;
        draft["officers"]!.AsArray().RemoveAt(1);

        Assert.Contains("1 organizer of each side and 1 facilitator", Refused(draft.ToJsonString()).Message, StringComparison.Ordinal);
    }

    private string Draft() => CharterFile.Write(_charter, NameOf);

    private static string NameOf(DeviceKey key) => key == World.Key(World.HillOrganizer) ? "H" : key == World.Key(World.CoastOrganizer) ? "C" : "F";

    private static DeviceKey? Find(string name) => name switch
    {
        "H" => World.Key(World.HillOrganizer),
        "C" => World.Key(World.CoastOrganizer),
        "F" => World.Key(World.Facilitator),
        "Newcomer" => World.Key(23),
        _ => null,
    };

    private Charter Read(string json) => new DraftReader(Find).Apply(CharterFile.Read(json), _charter);

    private DialogueException Refused(string json) => Assert.Throws<DialogueException>(() => Read(json));

    private sealed record WrittenDraft(string Draft);
}
