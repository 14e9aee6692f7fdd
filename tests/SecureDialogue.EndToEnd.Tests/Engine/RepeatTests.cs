using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Nothing that was said once is shown twice, whatever the relay answers and keeps.</summary>
public sealed class RepeatTests
{
    [Fact]
    public async Task B04_a_relay_that_says_the_epoch_is_over_and_keeps_the_bytes_gets_the_same_bytes_again()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await using var boris = await ModifiedClient.OfAsync(talks["boris"]);
        var posts = new List<PostRequest>();
        talks.Relay.Answers.Refuse<PostRequest>(request =>
        {
            posts.Add(request);
            return posts.Count == 1 ? RelayCode.StaleEpoch : null;
        });
        await talks["amal"].SayAsync("only once");
        talks.Relay.Answers.BeHonest();

        // Everybody is shown the kept bytes at the next place of the log.
        var place = await boris.PostAsync(OpaqueId.Draw<Wire.MessageId>(), new byte[400]);
        talks.Relay.Answers.ChangeItems(items => [.. items.Select(item => item.Sequence == place ? Again(item, posts[0]) : item)]);
        var heard = await talks.Founder.HeardAsync();
        await talks["amal"].SyncAsync();
        await talks["amal"].SayAsync("twice");

        Assert.Equal(posts[0].Bytes.ToArray(), posts[1].Bytes.ToArray());
        Assert.Equal(posts[0].Message, posts[1].Message);
        Assert.Equal(["amal: only once"], heard);
        Assert.Equal(["amal: only once", "amal: twice"], await talks.Founder.HeardAsync());
        Assert.Equal(["amal: only once", "amal: twice"], await talks["amal"].HeardAsync());
    }

    [Fact]
    public async Task B04_an_id_that_was_shown_is_not_shown_again_and_the_next_one_is()
    {
        await using var talks = await Talks.OfAsync("amal", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        var id = OpaqueId.Draw<Wire.MessageId>();
        var first = await mallory.PostAsync(OpaqueId.Draw<Wire.MessageId>(), mallory.Seal(id, new TextContent("yes")));
        var second = await mallory.PostAsync(OpaqueId.Draw<Wire.MessageId>(), mallory.Seal(id, new TextContent("yes")));
        talks.Relay.Answers.ChangeItems(items => [.. items.Select(item => item.Sequence == first || item.Sequence == second ? item with { Message = id } : item)]);
        await mallory.SayAsync("under an id of its own");

        var heard = await talks["amal"].HeardAsync();
        await talks["amal"].ReopenAsync();
        var later = await mallory.PostAsync(OpaqueId.Draw<Wire.MessageId>(), mallory.Seal(id, new TextContent("yes")));
        talks.Relay.Answers.ChangeItems(items => [.. items.Select(item => item.Sequence == later ? item with { Message = id } : item)]);

        Assert.Equal(["mallory: yes", "mallory: under an id of its own"], heard);
        Assert.Equal(heard, await talks["amal"].HeardAsync());
        Assert.Equal(2, (await talks["amal"].NoticesAsync()).Count(line => line == "a message came a second time and was left out"));
    }

    private static LogItem Again(LogItem item, PostRequest kept) =>
        item with { Message = kept.Message, Bytes = kept.Bytes, Hash = SHA256.HashData(kept.Bytes.Span) };

    [Fact]
    public async Task An_act_that_is_posted_again_is_kept_once_and_another_one_is_kept()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        await using var amal = ModifiedClient.OpenSession(talks["amal"]);
        var charters = mallory.Channel.Charters;
        var order = new RemovalOrder(charters.Dialogue, charters.HeadId, null, amal.Admission!.Id, null, "once", founder.Now);
        var revocation = new Revocation(charters.Dialogue, charters.HeadId, amal.Admission, false, founder.Now);
        ContentBody[] acts =
        [
            new RemovalOrderContent(order.CoSign(founder.Device.DeviceSeed)),
            new RevocationContent(revocation.CoSign(founder.Device.DeviceSeed)),
            new LeaveContent(mallory.Session.Admission!.Id),
        ];
        var other = new RemovalOrderContent((order with { Reason = "another" }).CoSign(founder.Device.DeviceSeed));
        foreach (var act in acts.Concat(acts).Append(other))
        {
            var id = OpaqueId.Draw<Wire.MessageId>();
            await mallory.PostAsync(id, mallory.Seal(id, act), ItemKind.Lasting);
        }

        await using var boris = await ModifiedClient.OfAsync(talks["boris"]);

        Assert.Equal(2, boris.Channel.State.RemovalOrders.Count);
        Assert.Single(boris.Channel.State.Revocations);
        Assert.Single(boris.Channel.State.LeavingLeafKeys);
    }
}
