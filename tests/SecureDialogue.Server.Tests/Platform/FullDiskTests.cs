using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_relay_on_a_full_disk_loses_nothing_and_goes_on_when_there_is_room()
    {
        var parent = Directory.CreateTempSubdirectory("relay-").FullName;
        using var relay = await RelayProcess.StartOnSmallDiskAsync(Path.Combine(parent, "data"));
        if (relay is null)
        {
            // Where mounting is not allowed, StoreFailureTests shows the same with a limit of pages.
            return;
        }

        var channel = await ProcessTests.ChannelAsync(relay);
        await using var member = await RelayConnection.OpenAsync(relay.Address);
        _ = await channel.ProveAsync(member, 0);
        StoredReply reply;
        long last = 0;
        while ((reply = await channel.PostAsync(member, 0, new byte[50_000])).Code == RelayCode.Ok && last < 100)
        {
            last = reply.Sequence;
        }

        Assert.Equal(RelayCode.StorageFull, reply.Code);
        var part = await channel.ReadAsync(member, Math.Max(0, last - 5));
        Assert.Equal(last, part.Items[^1].Sequence);

        File.Delete($"/proc/{relay.Id}/root{parent}/ballast");
        Assert.Equal(last + 1, (await channel.PostAsync(member, 0, new byte[50_000])).Sequence);
        Assert.Equal(0, (await relay.TerminateAsync()).Code);
    }
}
