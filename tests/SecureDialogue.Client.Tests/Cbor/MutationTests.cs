using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Tests.Trust;
using Xunit.Abstractions;

namespace SecureDialogue.Client.Tests.Cbor;

public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;
    private const int RoundsPerObject = 400;

    [Fact]
    public void A_changed_object_is_refused_in_order_or_given_back_byte_for_byte()
    {
        var random = new Random(Seed);
        var (accepted, refused) = (0, 0);

        foreach (var sample in Samples.All)
        {
            for (var round = 0; round < RoundsPerObject; round++)
            {
                var mutated = Mutate(sample.Bytes, random);
                try
                {
                    Assert.Equal(mutated, sample.Recode(mutated));
                    accepted++;
                }
                catch (MalformedObjectException)
                {
                    refused++;
                }
            }
        }

        output.WriteLine($"seed {Seed}: {accepted} accepted, {refused} refused");
        Assert.True(accepted > Samples.All.Count * 20, $"{accepted} accepted");
        Assert.True(refused > Samples.All.Count * 100, $"{refused} refused");
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        List<byte> mutated = [.. bytes];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(mutated.Count);
            switch (random.Next(4))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 2 when mutated.Count > 1:
                    mutated.RemoveAt(at);
                    break;
                default:
                    mutated.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. mutated];
    }
}
