using System.Globalization;
using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    [Fact]
    public async Task A_killed_writer_leaves_the_old_or_the_new_transaction()
    {
        _home.Create().Dispose();
        var random = new Random(3);
        for (var round = 0; round < 8; round++)
        {
            var last = await WriteAndKillAsync(random.Next(60));

            using var store = _home.Open();
            var left = ChildProgram.ReadCounter(store, "left");
            Assert.Equal(left, ChildProgram.ReadCounter(store, "right"));
            Assert.Equal(left, store.LastOrdinal(ChildProgram.Bulk));
            Assert.Equal(left, store.Range(ChildProgram.Bulk, 0).Count);
            Assert.InRange(left, last, last + 1);
        }
    }

    [Fact]
    public void No_nonce_serves_twice()
    {
        using var keys = new StoreKeys(new byte[StoreKeys.StoreKeyBytes]);
        var seal = new RecordSeal(keys);

        var nonces = Enumerable.Range(0, 2000).Select(_ => Convert.ToHexString(seal.Seal(RecordName.Of("a", 1), [])[..24]));

        Assert.Equal(2000, nonces.Distinct().Count());
    }

    public void Dispose() => _home.Dispose();

    private async Task<long> WriteAndKillAsync(int milliseconds)
    {
        using var writer = ChildProcess.Start("write", _home.Directory);
        var line = await writer.ReadLineAsync();
        Assert.NotNull(line);
        await Task.Delay(milliseconds);
        writer.Kill();

        // The numbers that were still in the pipe; the last line may be half a number.
        var rest = await writer.ReadToEndAsync();
        var whole = rest[..(rest.LastIndexOf('\n') + 1)];
        return (line + "\n" + whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).Last();
    }
}
