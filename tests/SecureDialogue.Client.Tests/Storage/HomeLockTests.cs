using System.Diagnostics;
using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

public sealed class HomeLockTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly TemporaryHome _home = new();
    private readonly SecureStore _store;

    public HomeLockTests() => _store = _home.Create();

    [Fact]
    public async Task A_second_operation_is_busy_after_the_timeout_and_not_before()
    {
        using var held = await _store.LockAsync();
        var clock = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<HomeBusyException>(() => _store.LockAsync(Short));

        Assert.Equal(StoreError.Busy, error.Error);
        Assert.InRange(clock.Elapsed, Short * 0.9, Short * 10);
    }

    [Fact]
    public async Task Another_instance_in_the_same_process_is_locked_out_too()
    {
        using var held = await _store.LockAsync();

        await Assert.ThrowsAsync<HomeBusyException>(() => Home.Open(_home.Directory).LockAsync(Short));
    }

    [Fact]
    public async Task Who_waits_gets_the_lock_when_it_is_given_back()
    {
        var held = await _store.LockAsync();
        var waiting = _store.LockAsync();

        Assert.False(waiting.IsCompleted);
        held.Dispose();
        held.Dispose();

        using var next = await waiting;
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var held = await _store.LockAsync();
        using var cancel = new CancellationTokenSource(Short);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.LockAsync(cancellationToken: cancel.Token));
    }

    [Fact]
    public async Task A_lock_of_a_strange_program_counts()
    {
        using var stranger = ChildProcess.Shell("exec 9<>\"$1\"; flock 9; echo held; read -t 60 -u 1 || sleep 60", _home.Files.Lock);
        Assert.Equal("held", await stranger.ReadLineAsync());

        await Assert.ThrowsAsync<HomeBusyException>(() => _store.LockAsync(Short));

        stranger.Kill();
        using var held = await _store.LockAsync();
    }

    [Fact]
    public async Task A_killed_holder_frees_the_home()
    {
        using var holder = ChildProcess.Start("hold", _home.Directory, 60);
        Assert.Equal("held", await holder.ReadLineAsync());
        await Assert.ThrowsAsync<HomeBusyException>(() => _store.LockAsync(Short));

        holder.Kill();

        using var held = await _store.LockAsync();
    }

    [Fact]
    public async Task Reading_needs_no_lock()
    {
        _store.Write(writer => writer.Put("a", "b"u8, [1]));
        using var holder = ChildProcess.Start("hold", _home.Directory, 60);
        Assert.Equal("held", await holder.ReadLineAsync());

        using var reader = _home.Open();

        Assert.Equal([1], reader.Get("a", "b"u8));
        Assert.Equal([1], _store.Get("a", "b"u8));
    }

    [Fact]
    public void Generation_changes_when_somebody_else_writes_and_only_then()
    {
        using var other = _home.Open();
        var before = _store.Generation;

        _store.Write(writer => writer.Put("a", "b"u8, [1]));
        Assert.Equal(before, _store.Generation);
        _ = other.Get("a", "b"u8);
        Assert.Equal(before, _store.Generation);

        other.Write(writer => writer.Put("a", "b"u8, [2]));
        var after = _store.Generation;
        Assert.NotEqual(before, after);
        Assert.Equal(after, _store.Generation);
        Assert.Equal([2], _store.Get("a", "b"u8));
    }

    [Fact]
    public async Task Operations_of_several_processes_and_threads_exclude_one_another()
    {
        const int Each = 50;
        var processes = Enumerable.Range(0, 3).Select(_ => ChildProcess.Start("add", _home.Directory, Each)).ToList();
        var threads = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                using var held = await _store.LockAsync(TimeSpan.FromSeconds(60));
                var next = ChildProgram.ReadCounter(_store, "sum") + 1;
                _store.Write(writer => writer.Put(ChildProgram.Counters, "sum"u8, ChildProgram.Number(next)));
            }
        }));
        await Task.WhenAll([.. threads, .. processes.Select(process => process.ExitAsync())]);

        Assert.All(processes, process => Assert.Equal(0, process.ExitCode));
        Assert.Equal(5 * Each, ChildProgram.ReadCounter(_store, "sum"));
        processes.ForEach(process => process.Dispose());
    }

    [Fact]
    public async Task Nobody_gets_the_lock_of_a_wiped_home()
    {
        var held = await _store.LockAsync();
        var waiting = _store.LockAsync();
        SecureStore.Wipe(_home.Directory);
        held.Dispose();

        Assert.Equal(StoreError.NotAHome, (await Assert.ThrowsAsync<StoreException>(() => waiting)).Error);
    }

    public void Dispose()
    {
        _store.Dispose();
        _home.Dispose();
    }
}
