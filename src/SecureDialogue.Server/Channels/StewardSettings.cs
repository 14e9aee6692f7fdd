using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// What stewards set for a channel, within the transaction that logs the act. An act is taken where its steward knew the log:
/// <see cref="RelayCode.Behind"/> after a later lasting or steward item, <see cref="RelayCode.StaleEpoch"/> when it changes nothing.
/// </summary>
internal static class StewardSettings
{
    /// <summary>The channel as the act sets it, or why it does not.</summary>
    public static (RelayCode Code, ChannelRow? Changed) Set(IRows rows, ChannelRow channel, StewardAct act) => act switch
    {
        _ when channel.Restrictions.HasFlag(Restrictions.Closed) => (RelayCode.Restricted, null),
        _ when act.Sequence < channel.Lasting => (RelayCode.Behind, null),
        _ when act.Sequence > channel.Head => (RelayCode.StaleEpoch, null),
        { Verb: StewardVerb.AddSteward } => AddSteward(rows, channel, act),
        { Verb: StewardVerb.Shorten } => Changed(channel, channel with { TalkDays = Math.Min(channel.TalkDays, act.Days) }),
        _ => Changed(channel, channel with { Restrictions = channel.Restrictions.After(act.Verb) }),
    };

    private static (RelayCode Code, ChannelRow? Changed) AddSteward(IRows rows, ChannelRow channel, StewardAct act)
    {
        if (channel.HasSteward(rows, act.Key))
        {
            return (RelayCode.StaleEpoch, null);
        }

        if (channel.StewardCount(rows) >= Limits.StewardKeys)
        {
            return (RelayCode.TooLarge, null);
        }

        channel.AddSteward(rows, act.Key);
        return (RelayCode.Ok, channel);
    }

    private static (RelayCode Code, ChannelRow? Changed) Changed(ChannelRow before, ChannelRow after) =>
        after == before ? (RelayCode.StaleEpoch, null) : (RelayCode.Ok, after);
}
