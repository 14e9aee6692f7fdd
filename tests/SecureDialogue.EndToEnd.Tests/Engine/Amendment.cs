using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A second version of a quick start's Charter, which the founder signs alone: further officers and another device rule, at once in every home.</summary>
internal static class Amendment
{
    /// <summary>The Charter in which these people are officers, too; the plenary, if there is one, is told by the founder.</summary>
    public static Task WithOfficersAsync(Talks talks, SignatureRule deviceRule, params (string Name, PartyCode? Party, Roles Roles)[] officers) =>
        WithOfficersAsync(talks, charter => charter with { DeviceRule = deviceRule }, officers);

    /// <summary>The same with whatever other rules.</summary>
    public static async Task WithOfficersAsync(Talks talks, Func<Charter, Charter> rules, params (string Name, PartyCode? Party, Roles Roles)[] officers)
    {
        var sessions = talks.People.Select(person => (person.Name, Session: ModifiedClient.OpenSession(person))).ToArray();
        try
        {
            var keys = sessions.ToDictionary(one => one.Name, one => one.Session.OwnKey);
            var founder = sessions[0].Session;
            var before = founder.Charters!;
            var head = rules(before.Head with
            {
                Version = before.Head.Version + 1,
                Previous = before.HeadId,
                Officers =
                [
                    .. before.Head.Officers.Concat(officers.Select(one => new Officer(keys[one.Name], one.Party, one.Roles))).OrderBy(one => one.Key.Value),
                ],
                SurvivingAdmissions = [.. sessions.Select(one => one.Session.Admission!.Id).OrderBy(id => id.Value)],
            });
            var chain = new SignedCharterChain([.. before.Signed.Versions, head.CoSign(founder.Device.DeviceSeed)]);
            Assert.Equal(CharterRefusal.None, chain.Verify(out _));
            foreach (var (_, session) in sessions)
            {
                session.Save(session.Device with { Charters = chain.Encode() });
            }

            Tell(founder, chain);
        }
        finally
        {
            foreach (var (_, session) in sessions)
            {
                await session.DisposeAsync();
            }
        }

        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
    }

    private static void Tell(DeviceSession founder, SignedCharterChain chain)
    {
        foreach (var state in new ChannelShelf(founder).All())
        {
            using var channel = OpenChannel.Load(founder.Store, state);
            channel.Enqueue(new CharterContent(chain), DateTimeOffset.UtcNow);
            channel.Save();
        }
    }
}
