using System.Text;
using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;
using MessageId = SecureDialogue.Wire.MessageId;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>What people write arrives as they wrote it, in their order, whenever the relay comes back; and one channel does not hold up another.</summary>
public sealed class WritingTests
{
    [Fact]
    public async Task What_was_written_while_the_relay_was_down_goes_out_in_order()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.Relay.StopAsync();
        var first = await talks["amal"].SayAsync("1");
        await talks["amal"].Client.QueueAsync(Talks.Plenary, ["2", "3"]);
        var last = await talks["amal"].SayAsync("4");
        var requests = await talks.Founder.Client.RequestsAsync();
        var offline = await talks["amal"].HeardAsync();

        await talks.Relay.StartAsync();
        await talks["amal"].ReopenAsync();
        await talks["amal"].SyncAsync();

        Assert.True(first.Waiting && last.Waiting);
        Assert.Empty(requests);
        Assert.Equal(DialogueError.RelayUnreachable, talks.Founder.Client.LastProblem?.Error);
        Assert.Empty(offline);
        Assert.Equal(["amal: 1", "amal: 2", "amal: 3", "amal: 4"], await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task What_an_earlier_epoch_sealed_is_not_overtaken_by_what_was_written_later()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.AdmitAsync("badr");
        talks.Relay.Answers.Refuse<PostRequest>(RelayCode.Unavailable);
        var sealedBefore = await talks["amal"].SayAsync("1");
        talks.Relay.Answers.BeHonest();
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["badr"]);

        await talks["amal"].Client.QueueAsync(Talks.Plenary, ["2", "3"]);
        await talks["amal"].SyncAsync();

        Assert.True(sealedBefore.Waiting);
        Assert.Equal(["amal: 1", "amal: 2", "amal: 3"], await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A_text_has_16_KiB_arrives_in_NFC_and_never_holds_half_a_character()
    {
        await using var talks = await Talks.OfAsync("amal");
        var longest = new string('ش', Limits.TextBytes / 2);
        string[] wrong = ["", longest + "a", "a\uD800", "\uDC00a", "\uD800\uFFFD", "\uFFFD \uDC00\uD800", "a\uFFFE"];

        foreach (var text in wrong)
        {
            var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync(text));
            Assert.Equal(DialogueError.BadInput, refused.Error);
        }

        string[] right = [longest, "cafe\u0301", "\uFFFD 😀", "\u202Eabc\u202C"];
        foreach (var text in right)
        {
            await talks["amal"].SayAsync(text);
        }

        Assert.Equal(right.Select(text => "amal: " + text.Normalize(NormalizationForm.FormC)), await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A_reply_names_a_message_of_its_own_channel_and_shows_no_words_of_another()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        var asked = await talks.Founder.SayAsync("Shall we meet?");
        var elsewhere = await talks.Founder.Client.SendAsync("Second", "only for those here");
        await talks["amal"].SyncAsync();

        await talks["amal"].Client.ReplyAsync(Talks.Plenary, asked.Number, "Yes");
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.ReplyAsync(Talks.Plenary, 999, "Yes"));
        await using (var rogue = await ModifiedClient.OfAsync(talks["amal"]))
        {
            var id = OpaqueId.Draw<MessageId>();
            var other = new Client.Content.MessageId(new Opaque(Convert.FromHexString(elsewhere.Id)));
            await rogue.PostAsync(id, rogue.Seal(id, new ReplyContent(other, new TextContent("look"))));
        }

        var words = (await talks.Founder.Client.ReadAsync(Talks.Plenary, 0)).Where(line => line.Kind == "text").ToArray();
        Assert.Equal(DialogueError.NotFound, refused.Error);
        Assert.Equal(["Shall we meet?", "Yes", "look"], words.Select(line => line.Text));
        Assert.Equal([null, new RepliedView(asked.Id, asked.Number, talks.Founder.Name), new RepliedView(elsewhere.Id, 0, string.Empty)], words.Select(line => line.ReplyTo));
    }

    [Fact]
    public async Task The_trouble_of_one_channel_is_told_and_the_others_are_synced()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        await talks["amal"].SyncAsync();
        await talks.Founder.Client.SendAsync("Second", "heard all the same");
        ChannelId? first = null;
        talks.Relay.Answers.Change<ReadRequest, ReadReply>((request, reply) =>
            request.Channel == (first ??= request.Channel) ? ReadReply.Refused(RelayCode.NotFound) : reply);

        var notices = (await talks["amal"].SyncAsync()).Notices;
        talks.Relay.Answers.BeHonest();

        Assert.Contains(notices, notice => notice.StartsWith(Talks.Plenary, StringComparison.Ordinal) && notice.Contains("refused", StringComparison.Ordinal));
        await talks.Relay.StopAsync();
        Assert.Contains(await talks["amal"].Client.ReadAsync("Second", 0), line => line.Text == "heard all the same");
    }

    [Fact]
    public async Task What_nobody_expects_of_one_channel_is_told_and_the_others_are_synced()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        await talks["amal"].SyncAsync();
        await talks.Founder.SayAsync("not to be taken");
        await talks.Founder.Client.SendAsync("Second", "heard all the same");
        Spoil(talks["amal"]);

        var notices = (await talks["amal"].SyncAsync()).Notices;

        Assert.Contains(notices, notice => notice.StartsWith(Talks.Plenary, StringComparison.Ordinal) && notice.Contains("unexpected", StringComparison.Ordinal));
        await talks.Relay.StopAsync();
        Assert.Contains(await talks["amal"].Client.ReadAsync("Second", 0), line => line.Text == "heard all the same");
    }

    [Fact]
    public async Task Names_and_titles_are_brought_into_form_or_refused_in_words()
    {
        await using var talks = await Talks.FoundAsync("Cafe\u0301 talks");
        var link = (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        const string Half = "a\uD800";

        await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.CreateChannelAsync(Half, "plenary", []));
        await Assert.ThrowsAsync<DialogueException>(() => DialogueClient.JoinAsync(link, Half, Participant.Options(talks.NewHome("half"))));
        await talks.AskAsync("Cafe\u0301", link);
        await talks.Founder.Client.CreateChannelAsync("Cafe\u0301", "plenary", []);

        Assert.Equal("Caf\u00E9", (await talks.Founder.Client.RequestsAsync()).Single().Name);
        Assert.Equal("Caf\u00E9", (await talks.Founder.Client.ChannelsAsync()).Single().Title);
    }

    /// <summary>Makes the plenary one that no part of the program expects.</summary>
    private static void Spoil(Participant person)
    {
        using var store = ModifiedClient.OpenStore(person);
        var state = LocalRecord.Decode<ChannelState>(store.List(Bucket.Channels)[0].Value.ToArray());
        store.Write(writer => LocalRecord.Put(writer, Bucket.Channels, state.Id, state with { Charters = [1, 2, 3] }));
    }
}
