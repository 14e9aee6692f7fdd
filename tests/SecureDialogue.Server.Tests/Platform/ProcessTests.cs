using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Platform;

public sealed class ProcessTests
{
    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_and_what_was_not_is_stored_once_by_its_retry()
    {
        var directory = Directory.CreateTempSubdirectory("relay-").FullName;
        ChannelActor? channel = null;
        var acknowledged = new Dictionary<MessageId, long>();
        var all = new List<PostRequest>();
        for (var round = 0; round < 3; round++)
        {
            using var relay = await RelayProcess.StartAsync(directory);
            channel ??= await ChannelAsync(relay);
            await using var member = await RelayConnection.OpenAsync(relay.Address);
            Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(member, 0)).Code);
            all.AddRange(Enumerable.Range(0, 200).Select(_ => channel.Post(0, [1])));
            var posts = all.Select(async post => (post.Message, (await member.CallAsync<StoredReply>("Post", post)).Sequence)).ToList();
            _ = await Task.WhenAny(Task.WhenAll(posts), Task.Delay(round == 2 ? 10_000 : 15 + (round * 10)));
            await relay.KillAsync();
            foreach (var post in posts)
            {
                if (await Record.ExceptionAsync(() => post) is null)
                {
                    var (message, sequence) = await post;
                    Assert.Equal(sequence, acknowledged.GetValueOrDefault(message, sequence));
                    acknowledged[message] = sequence;
                }
            }
        }

        Assert.Equal(600, acknowledged.Count);
        Assert.Equal(Enumerable.Range(1, 600).Select(i => (long)i), acknowledged.Values.Order());
        Directory.Delete(directory, true);
    }

    [Fact]
    public async Task A_relay_that_is_asked_to_end_does_so_with_open_connections_and_says_nothing_on_the_way()
    {
        var directory = Directory.CreateTempSubdirectory("relay-").FullName;
        using var relay = await RelayProcess.StartAsync(directory);
        var channel = await ChannelAsync(relay);
        var members = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RelayConnection.OpenAsync(relay.Address)));
        foreach (var member in members)
        {
            Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(member, 0)).Code);
        }

        var posts = members.SelectMany(member => Enumerable.Range(0, 16).Select(_ => channel.PostAsync(member, 0, new byte[100_000]))).ToList();
        var (code, took) = await relay.TerminateAsync();
        _ = await Record.ExceptionAsync(() => Task.WhenAll(posts));

        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(5), $"{took}");
        Assert.Equal("", await relay.ErrorsAsync());
        Assert.Equal(0, new FileInfo(Path.Combine(directory, "channels.db-wal")) is { Exists: true } wal ? wal.Length : 0);
        Directory.Delete(directory, true);
    }

#if DEBUG
    [Fact]
    public async Task Without_the_id_lookup_a_retry_would_be_stored_twice()
    {
        var directory = Directory.CreateTempSubdirectory("relay-").FullName;
        using var relay = await RelayProcess.StartAsync(directory, "RELAY_TEST_NO_ID_LOOKUP");
        var channel = await ChannelAsync(relay);
        await using var member = await RelayConnection.OpenAsync(relay.Address);
        _ = await channel.ProveAsync(member, 0);
        var post = channel.Post(0, [1]);

        Assert.Equal(1, (await member.CallAsync<StoredReply>("Post", post)).Sequence);
        Assert.Equal(2, (await member.CallAsync<StoredReply>("Post", post)).Sequence);
    }
#endif

    [Fact]
    public async Task An_address_in_use_is_one_sentence_and_exit_code_one()
    {
        var directory = Directory.CreateTempSubdirectory("relay-").FullName;
        using var first = await RelayProcess.StartAsync(Path.Combine(directory, "first"));

        var (code, errors) = await RelayProcess.RunAsync(Path.Combine(directory, "second"), first.Address.Port);

        Assert.Equal(1, code);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("address already in use", errors, StringComparison.Ordinal);
    }

    internal static async Task<ChannelActor> ChannelAsync(RelayProcess relay)
    {
        var management = KeyPair.Draw();
        await using var organizer = await RelayConnection.OpenAsync(relay.Address);
        var begin = new CreateDialogueRequest(Encoding.ASCII.GetBytes(relay.Line.Split("#pass=")[1]), OpaqueId.Draw<RelayDialogueId>(), management.Public, new byte[CloseMark.Bytes], default);
        Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("CreateDialogue", begin with { Signature = management.Sign(DialogueProof.Bytes(organizer.Context, begin)) }));
        var pass = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var mint = new MintPassesRequest(begin.Dialogue, PassKind.Channel, [SHA256.HashData(pass)], default);
        Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("MintPasses", mint with { Signature = management.Sign(MintProof.Bytes(organizer.Context, mint)) }));
        var channel = new ChannelActor(pass);
        await using var founder = await RelayConnection.OpenAsync(relay.Address);
        Assert.Equal(RelayCode.Ok, await founder.CodeAsync("CreateChannel", channel.Create(founder.Context)));
        return channel;
    }
}
