using System.Runtime.Versioning;
using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

[SupportedOSPlatform("linux")]
public sealed class HomeTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    [Fact]
    public void A_home_is_its_owners_alone()
    {
        using var store = _home.Create();
        store.Write(writer => writer.Put("a", "b"u8, [1]));

        Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(_home.Directory), 8));
        Assert.All(Directory.GetFiles(_home.Directory), file => Assert.Equal("600", Convert.ToString((int)File.GetUnixFileMode(file), 8)));
        Assert.Contains(Directory.GetFiles(_home.Directory), file => file.EndsWith("-wal", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_directory_becomes_a_home_and_is_closed_to_others()
    {
        Directory.CreateDirectory(_home.Directory, (UnixFileMode)0b111_101_101);

        _home.Create().Dispose();

        Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(_home.Directory), 8));
    }

    [Fact]
    public void A_directory_with_anything_in_it_is_left_as_it_is()
    {
        Directory.CreateDirectory(_home.Directory);
        File.WriteAllText(Path.Combine(_home.Directory, "diary.txt"), "mine");

        Fails(StoreError.AlreadyExists, () => _home.Create());

        Assert.Equal("mine", File.ReadAllText(Path.Combine(_home.Directory, "diary.txt")));
        Assert.Single(Directory.GetFiles(_home.Directory));
    }

    [Fact]
    public void A_home_is_not_made_over_another()
    {
        _home.Create().Dispose();

        Fails(StoreError.AlreadyExists, () => _home.Create());

        _home.Open().Dispose();
    }

    [Fact]
    public void A_missing_or_strange_directory_is_not_a_home()
    {
        Fails(StoreError.NotAHome, () => _home.Open());
        Fails(StoreError.NotAHome, () => SecureStore.Wipe(_home.Directory));

        Directory.CreateDirectory(_home.Directory);
        File.WriteAllText(Path.Combine(_home.Directory, "diary.txt"), "mine");

        Fails(StoreError.NotAHome, () => _home.Open());
        Fails(StoreError.NotAHome, () => SecureStore.Wipe(_home.Directory));
        Assert.Single(Directory.GetFiles(_home.Directory));
    }

    [Fact]
    public void A_home_that_cannot_be_made_leaves_nothing()
    {
        // Linux: no file can be made below /proc.
        Fails(StoreError.Unavailable, () => SecureStore.Create("/proc/self/home", TemporaryHome.Passphrase, TemporaryHome.Cheap));
        Assert.Throws<ArgumentException>(() => SecureStore.Create(_home.Directory, "", TemporaryHome.Cheap));

        Assert.False(Directory.Exists(_home.Directory));
    }

    [Fact]
    public void Wiping_needs_no_passphrase_and_leaves_nothing()
    {
        using (var store = _home.Create())
        {
            store.Write(writer => writer.Put("a", "b"u8, [1]));
            SecureStore.Wipe(_home.Directory);
        }

        Assert.False(Directory.Exists(_home.Directory));
        Fails(StoreError.NotAHome, () => _home.Open());
    }

    [Fact]
    public void Wiping_leaves_what_is_not_the_homes()
    {
        _home.Create().Dispose();
        File.WriteAllText(Path.Combine(_home.Directory, "diary.txt"), "mine");

        SecureStore.Wipe(_home.Directory);

        Assert.Equal(["diary.txt"], Directory.GetFiles(_home.Directory).Select(Path.GetFileName));
    }

    [Fact]
    public void The_standard_cost_is_what_a_new_home_gets()
    {
        SecureStore.Create(_home.Directory, TemporaryHome.Passphrase).Dispose();

        var text = File.ReadAllText(_home.Files.Key);

        Assert.Contains("\"memoryBytes\":67108864,\"passes\":3", text, StringComparison.Ordinal);
        _home.Open().Dispose();
    }

    public void Dispose() => _home.Dispose();

    private static void Fails(StoreError error, Action action) => Assert.Equal(error, Assert.Throws<StoreException>(action).Error);
}
