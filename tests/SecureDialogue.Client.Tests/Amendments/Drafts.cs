using System.Text.Json.Nodes;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Tests.Papers;

namespace SecureDialogue.Client.Tests.Amendments;

/// <summary>Changes of the Charter in force as officers write them: its JSON, edited.</summary>
internal static class Drafts
{
    internal static PaperDraft Draw(Desk desk, Action<JsonNode> edit, params string[] without)
    {
        var book = new AddressBook(desk.Session);
        var draft = JsonNode.Parse(CharterFile.Write(desk.Session.Charters!.Head, key => book.NameOf(key)))!;
        edit(draft);
        return new AmendmentDesk(desk.Session).Draw(draft.ToJsonString(), without, string.Empty);
    }

    internal static Paper Propose(Desk desk, Action<JsonNode> edit, params string[] without) => desk.Propose(Draw(desk, edit, without));
}
