using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

public sealed class DiskFullTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    [Fact]
    public void A_write_that_does_not_fit_leaves_what_was_there()
    {
        using var store = _home.Create();
        store.Write(writer => writer.Put("state", "k"u8, [1]));
        store.LimitPages(40);

        var error = Assert.Throws<StoreException>(() => store.Write(writer =>
        {
            writer.Put("state", "k"u8, [2]);
            writer.Put("big", 1, new byte[1024 * 1024]);
        }));

        Assert.Equal(StoreError.DiskFull, error.Error);
        Assert.Equal([1], store.Get("state", "k"u8));
        Assert.Null(store.Get("big", 1));
    }

    [Fact]
    public void A_store_goes_on_when_there_is_room_again()
    {
        using var store = _home.Create();
        store.LimitPages(20);
        Assert.Throws<StoreException>(() => store.Write(writer => writer.Put("big", 1, new byte[1024 * 1024])));

        store.LimitPages(100_000);
        store.Write(writer => writer.Put("big", 1, new byte[1024 * 1024]));

        Assert.Equal(1024 * 1024, store.Get("big", 1)!.Length);
    }

    // Not counted where the system does not let a test mount: the limit of pages above runs everywhere.
    [Fact]
    public async Task A_full_file_system_is_a_full_disk()
    {
        if (!await MayMountAsync())
        {
            return;
        }

        _home.Create().Dispose();
        using var child = ChildProcess.Shell(
            """
            unshare -m bash -c '
              mount -t tmpfs -o size=1m none /mnt && cp -r "$1" /mnt/home && "$2" exec "$3" fill /mnt/home 0; echo "fill $?"
              "$2" exec "$3" fill /mnt/home 0; echo "again $?"
            ' bash "$@"
            """,
            _home.Directory);

        var output = await child.ReadToEndAsync();

        Assert.Equal("fill 0\nagain 0\n", output);
    }

    public void Dispose() => _home.Dispose();

    private static async Task<bool> MayMountAsync()
    {
        using var probe = ChildProcess.Shell("unshare -m mount -t tmpfs -o size=1m none /mnt 2> /dev/null");
        await probe.ExitAsync();
        return probe.ExitCode == 0;
    }
}
