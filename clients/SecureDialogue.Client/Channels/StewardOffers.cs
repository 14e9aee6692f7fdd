using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Sodium;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Two facilitators are a channel's stewards. Its creator is the first; the second facilitator who comes in draws a key of its own
/// and names it in a channel policy, and a steward's device, having read that, makes the relay take it.
/// </summary>
internal sealed class StewardOffers(DeviceSession session, OpenChannel channel)
{
    private const int StewardsOfChannel = 2;

    /// <summary>Does whichever of the two is this device's part.</summary>
    internal async Task CarryOnAsync(ChannelReader reader, CancellationToken cancellation)
    {
        if (!reader.AtHead || channel.State.IsClosed || channel.Policy is not { } content)
        {
            return;
        }

        var policy = content.Policy.Body;
        if (channel.State.StewardSeed is null)
        {
            Offer(policy);
            return;
        }

        foreach (var key in policy.StewardKeys.Where(key => !IsKnown(key)))
        {
            await new StewardDesk(session, channel).AddAsync(key.Span.ToArray(), cancellation).ConfigureAwait(false);
        }
    }

    private void Offer(ChannelPolicy policy)
    {
        if (policy.StewardKeys.Count >= StewardsOfChannel)
        {
            Withdraw(policy);
            return;
        }

        if (!MayPost() || channel.Outbox.Values.Any(entry => entry.Kind == (int)ContentKind.Policy))
        {
            return;
        }

        var seed = channel.State.StewardOffer ?? RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        var key = new Opaque(Ed25519.PublicKey(seed));
        channel.State = channel.State with { StewardOffer = seed };
        channel.Enqueue(
            OwnPolicy.Next(session, policy, before => before with { StewardKeys = [.. before.StewardKeys, key] }), session.Time.GetUtcNow());
        channel.Save();
    }

    /// <summary>Another facilitator's policy came first.</summary>
    private void Withdraw(ChannelPolicy policy)
    {
        if (channel.State.StewardOffer is { } offer && !policy.StewardKeys.Contains(new Opaque(Ed25519.PublicKey(offer))))
        {
            CryptographicOperations.ZeroMemory(offer);
            channel.State = channel.State with { StewardOffer = null };
            channel.Save();
        }
    }

    private bool MayPost() =>
        !channel.State.Restrictions.HasFlag(Restrictions.Posts)
        && ChannelDecisions.Decide(session.Admission!.Body, ChannelAct.PostPolicy, channel.Descriptor.Kind) == ActRefusal.None;

    private bool IsKnown(Opaque key) =>
        key.Span.SequenceEqual(Ed25519.PublicKey(channel.State.StewardSeed!)) || channel.State.AddedStewards.Any(added => key.Span.SequenceEqual(added));
}
