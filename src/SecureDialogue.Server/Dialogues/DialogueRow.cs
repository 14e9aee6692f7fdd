using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Dialogues;

/// <summary>A dialogue as the relay keeps it.</summary>
internal sealed record DialogueRow(byte[] ManagementKey, long Minted)
{
    public static DialogueRow? Find(IRows rows, RelayDialogueId id) => rows.First(
        "SELECT management_key, minted FROM dialogue WHERE id = $1" + rows.Hold,
        row => new DialogueRow(row.GetFieldValue<byte[]>(0), row.GetInt64(1)),
        id.ToBytes());

    public static void Insert(IRows rows, CreateDialogueRequest request) => rows.Execute(
        "INSERT INTO dialogue (id, management_key, close_mark) VALUES ($1, $2, $3)",
        request.Dialogue.ToBytes(), request.ManagementKey.ToArray(), request.CloseMark.ToArray());

    public static void Count(IRows rows, RelayDialogueId id, int passes) => rows.Execute(
        "UPDATE dialogue SET minted = minted + $2 WHERE id = $1", id.ToBytes(), passes);
}
