using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>
/// When a member's device swaps another's leaf without a human (design §4.8): whoever asks holds the device key, which signed the letter, and
/// the leaf key, and names exactly the leaf that stands in the tree. All else needs the device rule.
/// </summary>
public static class SwapRules
{
    private const uint WeekHours = 7 * 24;

    /// <summary>Judges a request at the head of the channel's log.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sender">The device that signed the letter it came in.</param>
    /// <param name="leafNode">SHA-256 of the sender's leaf node as it stands in the tree; null if there is none.</param>
    /// <param name="facts">The channel.</param>
    /// <param name="now">The hour that the commit would state.</param>
    public static SwapRefusal Check(Signed<SwapRequest> request, DeviceKey sender, ObjectHash? leafNode, ChannelFacts facts, UnixHour now)
    {
        var body = request.Body;
        if (body.Channel != facts.Channel)
        {
            return SwapRefusal.AnotherChannel;
        }

        if (facts.Roster.FirstOrDefault(member => member.Credential.Device == sender) is not { } leaf)
        {
            return SwapRefusal.NotAMember;
        }

        if (!IsByLeaf(request, leaf.Credential.Certificate.Body.LeafKey))
        {
            return SwapRefusal.FalseSignature;
        }

        if (body.LeafNode != leafNode)
        {
            return SwapRefusal.AnotherLeaf;
        }

        if (facts.IsRemovalDue(leaf.Credential, now) || facts.HasLeft(leaf.Credential))
        {
            return SwapRefusal.RemovalDue;
        }

        if (facts.WasSwappedOn(now, sender))
        {
            return SwapRefusal.SwappedToday;
        }

        return body.Hour.Value + WeekHours < now.Value || body.Hour.Value > now.Value + 1 ? SwapRefusal.Stale : SwapRefusal.None;
    }

    private static bool IsByLeaf(Signed<SwapRequest> request, Opaque leafKey) =>
        leafKey.Length == DeviceKey.Bytes && request.IsBy(new DeviceKey(leafKey));
}
