using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;

namespace SecureDialogue.Client.Channels;

/// <summary>The names people chose in a channel: the newest signed profile of each admission.</summary>
internal static class Profiles
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Signed<Profile>> Of(ChannelState state) => [.. state.Profiles.Select(bytes => SignedCodec.DecodeSigned<Profile>(bytes))];

    /// <summary>The name of an admission; empty while no profile has arrived.</summary>
    internal static string NameOf(IReadOnlyList<Signed<Profile>> profiles, ReadOnlySpan<byte> admission)
    {
        foreach (var profile in profiles)
        {
            if (profile.Body.Admission.Value.Span.SequenceEqual(admission))
            {
                return profile.Body.Name;
            }
        }

        return string.Empty;
    }
}
