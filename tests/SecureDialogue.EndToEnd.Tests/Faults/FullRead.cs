using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Reads a channel from its first epoch to its head at one node, as somebody does who has all its keys and nothing else.</summary>
internal static class FullRead
{
    public static async Task<IReadOnlyList<Seen>> AtAsync(Uri node, ChannelActor channel)
    {
        await using var connection = await RelayConnection.OpenAsync(node);
        var log = new List<Seen>();
        for (var (epoch, current) = (0UL, false); !current; epoch++)
        {
            var proof = await channel.ProveAsync(connection, epoch);
            Assert.Equal(RelayCode.Ok, proof.Code);
            ReadReply part;
            do
            {
                part = await channel.ReadAsync(connection, log.Count == 0 ? 0 : log[^1].Sequence);
                Assert.Equal(RelayCode.Ok, part.Code);
                log.AddRange(part.Items.Select(Seen.Of));
            }
            while (part.More);
            current = proof.Current;
        }

        return log;
    }
}
