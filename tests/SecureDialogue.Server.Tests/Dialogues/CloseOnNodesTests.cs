using SecureDialogue.Server.Dialogues;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Server.Tests.Holdings;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Dialogues;

/// <summary>A dialogue is erased beside running nodes, at which people have its mailboxes and channels open.</summary>
public sealed class CloseOnNodesTests
{
    [Fact]
    public async Task Every_node_refuses_at_once_what_is_of_an_erased_dialogue_and_keeps_nothing_more_of_it()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (mailbox, channel) = (await nodes.First.MailboxAsync(), await nodes.First.ChannelAsync());
        await using var here = await nodes.First.MemberAsync(channel);
        await using var there = await nodes.MemberThereAsync(channel);
        await using var ownerHere = await nodes.First.OwnerAsync(mailbox);
        await using var ownerThere = await nodes.Second.ConnectAsync();
        _ = await ownerThere.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(ownerThere.Context));
        var letter = mailbox.Drop([1]);
        Assert.All(await AskAllAsync(), code => Assert.Equal(RelayCode.Ok, code));

        var output = new StringWriter();
        var input = new StringReader($"{ClosingKey.Format(nodes.First.ClosingKey)}\nERASE\n");
        Assert.Equal(0, await CloseCommand.RunAsync(nodes.First.Relay.Settings, input, output, CancellationToken.None));

        Assert.Equal([RelayCode.NotFound, RelayCode.MailboxGone], (await AskAllAsync()).Distinct().Order());
        var left = (await SchemaReader.ReadAsync(nodes.First.Relay.Settings))
            .Where(table => table.Rows.Count > 0).Select(table => table.Name).Order(StringComparer.Ordinal);
        Assert.DoesNotContain(left, name => name is "package" or "letter" or "acknowledged" or "item" or "epoch" or "channel" or "mailbox" or "steward" or "dialogue");

        async Task<List<RelayCode>> AskAllAsync()
        {
            var codes = new List<RelayCode>();
            foreach (var member in new[] { here, there })
            {
                codes.Add((await channel.PostAsync(member, 0, [1])).Code);
                codes.Add((await channel.ReadAsync(member, 0)).Code);
                codes.Add((await channel.AppearAsync(member, 0, 1)).Code);
                codes.Add(await channel.WhisperAsync(member, 0, 1));
                codes.Add((await channel.ProveAsync(member, 0)).Code);
            }

            foreach (var owner in new[] { ownerHere, ownerThere })
            {
                codes.Add(await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, true, [1], [2])));
                codes.Add((await owner.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch())).Code);
                codes.Add(await owner.CodeAsync("Drop", letter));
                codes.Add((await owner.CallAsync<ReadLettersReply>("ReadLetters", new ReadLettersRequest(mailbox.Id))).Code);
                codes.Add(await owner.CodeAsync("AcknowledgeLetters", new AcknowledgeLettersRequest(mailbox.Id, [letter.Letter])));
            }

            return codes;
        }
    }
}
