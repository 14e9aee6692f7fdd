using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Amendments;

/// <summary>Writes a version of the Charter as a draft that people edit.</summary>
internal static class CharterFile
{
    /// <summary>The longest draft that is read, in characters.</summary>
    internal const int MaxLength = 512 * 1024;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The draft that says what a version says.</summary>
    /// <param name="charter">The version.</param>
    /// <param name="nameOf">The name behind a key.</param>
    internal static string Write(Charter charter, Func<DeviceKey, string> nameOf) => JsonSerializer.Serialize(
        new CharterDraft(
            charter.Title,
            [.. charter.Parties.Select(party => new PartyView(party.Code.Value, party.Title))],
            [.. charter.Officers.Select(officer => new DraftOfficer(nameOf(officer.Key), RoleWords.List(officer.Roles))
            {
                Side = officer.Party?.Value,
                Key = officer.Key.ToString(),
            })],
            Rule(charter.AdmissionRule),
            Rule(charter.DeviceRule),
            Rule(charter.Quorum),
            charter.GroundRules.ToDictionary(rules => rules.Language, rules => rules.Text),
            CharterWords.Of(charter.DefaultRegime),
            charter.RetentionDays),
        Shape);

    /// <summary>Reads a draft; what it says is judged by <see cref="DraftReader"/>.</summary>
    /// <exception cref="DialogueException">It is not such a file; the sentence says in which line.</exception>
    internal static CharterDraft Read(string json)
    {
        try
        {
            return json.Length <= MaxLength && JsonSerializer.Deserialize<CharterDraft>(json, Shape) is { } draft ? draft : throw new JsonException();
        }
        catch (JsonException wrong)
        {
            var where = wrong.LineNumber is { } line ? $" in line {line + 1}" : string.Empty;
            throw new DialogueException(
                DialogueError.BadInput,
                $"the draft cannot be read{where}: a name is missing, doubled or unknown there, or it is no JSON",
                "write the Charter anew with 'dialogue charter draft FILE', and change only what stands after the colons");
        }
    }

    private static DraftRule Rule(SignatureRule rule) => new(rule.Threshold, [.. rule.Requirements.Select(one =>
        new DraftRequirement(DraftWords.Of(one.Scope), one.Count, one.Roles == Roles.All ? [] : RoleWords.List(one.Roles)) { Side = one.Party?.Value })]);
}
