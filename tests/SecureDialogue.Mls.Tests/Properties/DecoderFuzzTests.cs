using System.Diagnostics;
using SecureDialogue.Mls.Crypto;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>Whatever bytes come, a decoder gives a value or an <see cref="MlsException"/>, in little memory and time; what is refused leaves no secret behind.</summary>
public sealed class DecoderFuzzTests(ITestOutputHelper output)
{
    /// <summary>Bytes allocated for one of input: a blank node of a tree is one byte on the wire and three words in memory.</summary>
    private const int AllocationFactor = 64;

    /// <summary>What an exception with its stack trace, and the objects of one message, may take.</summary>
    private const int AllocationAllowance = 24 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<DecoderSample> _samples = DecoderSamples.Make();
    private int _refused;
    private int _accepted;
    private double _worst;
    private TimeSpan _longest;

    [Fact]
    public void Every_decoder_refuses_its_input_cut_at_any_byte_or_prolonged()
    {
        foreach (var sample in _samples)
        {
            sample.Decode(sample.Bytes);
            for (var length = 0; length < sample.Bytes.Length; length++)
            {
                Assert.False(IsTaken(sample, sample.Bytes[..length]), $"{sample.Name} cut at {length} of {sample.Bytes.Length}");
            }

            Validation.Refusal.Is(MlsError.TrailingBytes, () => sample.Decode([.. sample.Bytes, 0]));
        }

        output.WriteLine($"measured: {_refused} cuts of {_samples.Count} kinds of input refused");
        Assert.True(_samples.Count >= 25 && _refused > 5000);
    }

    [Fact]
    public void Changed_and_spliced_input_is_decoded_or_refused_within_bounds() => Fuzz(20260711, 1500);

    [Fact]
    [Trait("Category", "Hours")]
    public void Much_changed_and_spliced_input_is_decoded_or_refused_within_bounds() => Fuzz(Random.Shared.Next(), 1_000_000);

    [Fact]
    public void Input_of_many_tiny_parts_takes_memory_in_proportion()
    {
        foreach (var sample in _samples)
        {
            foreach (var filler in new byte[] { 0, 1, 2, 0x3f })
            {
                byte[] body = [.. Enumerable.Repeat(filler, 60_000)];
                byte[] vector = [0x80, 0, 0xea, 0x60, .. body];
                _ = IsTaken(sample, vector);
                for (var start = 0; start < sample.Bytes.Length; start += 1 + (sample.Bytes.Length / 200))
                {
                    _ = IsTaken(sample, [.. sample.Bytes[..start], .. vector]);
                }
            }
        }

        Report("big inputs");
    }

    private void Fuzz(int seed, int perDecoder)
    {
        var mutator = new Mutator(new Random(seed));
        var all = _samples.Select(sample => sample.Bytes).ToList();
        foreach (var sample in _samples)
        {
            for (var i = 0; i < perDecoder; i++)
            {
                _ = IsTaken(sample, mutator.Mutate(sample.Bytes, all));
            }
        }

        Report($"mutations, seed {seed}");
        Assert.True(_refused >= perDecoder * _samples.Count / 2, "hardly anything was refused");
    }

    private void Report(string what) => output.WriteLine(
        $"measured: {_refused + _accepted} {what}: {_refused} refused, {_accepted} decoded, "
        + $"at most {_worst:F1} bytes allocated for one of input beyond the allowance, longest {_longest.TotalMilliseconds:F0} ms");

    private bool IsTaken(DecoderSample sample, byte[] bytes)
    {
        using var ledger = new SecretLedger();
        var (clock, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var thrown = Record.Exception(() => sample.Decode(bytes));
        var (time, allocated) = (clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(thrown is null or MlsException, $"{sample.Name}: {Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 4096)))}: {thrown}");
        Assert.True(thrown is null || ledger.Live == 0, $"{sample.Name}: {ledger.Live} secrets outlive a refusal");
        Assert.True(allocated <= (AllocationFactor * (long)bytes.Length) + AllocationAllowance, $"{sample.Name}: {allocated} for {bytes.Length}");
        Assert.True(time < Patience, $"{sample.Name}: {time} for {bytes.Length} bytes");
        _worst = Math.Max(_worst, (allocated - AllocationAllowance) / (double)Math.Max(1, bytes.Length));
        _longest = time > _longest ? time : _longest;
        _refused += thrown is null ? 0 : 1;
        _accepted += thrown is null ? 1 : 0;
        return thrown is null;
    }
}
