using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;

namespace SecureDialogue.Client.Texts;

/// <summary>A version of the single text, a bracket or a released one, as it stands in a channel's log.</summary>
/// <param name="Message">16 bytes.</param>
/// <param name="Author">The sender's admission id: of a release the facilitator's, of a bracket its author's, who is known in that caucus or on that line only.</param>
/// <param name="Party">The sender's party code; empty for neutral people.</param>
/// <param name="Kind">The kind of content.</param>
/// <param name="Body">The encoded body.</param>
internal sealed record KeptItem(byte[] Message, byte[] Author, string Party, int Kind, byte[] Body)
{
    /// <summary>What it says.</summary>
    internal ContentBody Content => ContentBody.DecodeBody((ContentKind)Kind, new Opaque(Body));
}
