using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A second version of the quick start's Charter, known to everybody and in the log of every channel.</summary>
internal static class Amendment
{
    /// <summary>One more officer, an organizer of the participants' side, and another device rule.</summary>
    public static async Task DeviceRuleAsync(Talks talks, string organizer, SignatureRule rule)
    {
        var chain = await AmendAsync(talks, organizer, rule);
        foreach (var person in talks.People)
        {
            await using var session = ModifiedClient.OpenSession(person);
            session.Save(session.Device with { Charters = chain.Encode() });
        }

        await using (var session = ModifiedClient.OpenSession(talks.Founder))
        {
            foreach (var state in new ChannelShelf(session).All())
            {
                using var channel = OpenChannel.Load(session.Store, state);
                channel.Enqueue(new CharterContent(chain), DateTimeOffset.UtcNow);
                channel.Save();
            }
        }

        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
    }

    private static async Task<SignedCharterChain> AmendAsync(Talks talks, string organizer, SignatureRule rule)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        await using var second = ModifiedClient.OpenSession(talks[organizer]);
        var admissions = new List<ObjectHash>();
        foreach (var person in talks.People)
        {
            await using var session = ModifiedClient.OpenSession(person);
            admissions.Add(session.Admission!.Id);
        }

        var first = founder.Charters!.Signed.Versions[0];
        var body = first.Body with
        {
            Version = 2,
            Previous = first.Id,
            Officers = [.. first.Body.Officers, new Officer(second.OwnKey, PartyCode.Parse("hill"), Roles.Organizer)],
            DeviceRule = rule,
            SurvivingAdmissions = [.. admissions.OrderBy(admission => admission.Value)],
        };
        return new SignedCharterChain([first, new CoSigned<Charter>(body, []).CoSign(founder.Device.DeviceSeed)]);
    }
}
