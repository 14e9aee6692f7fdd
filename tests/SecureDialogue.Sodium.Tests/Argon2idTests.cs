namespace SecureDialogue.Sodium.Tests;

public sealed class Argon2idTests
{
    private const int MemoryBytes = 64 * 1024;

    [Fact]
    public void Each_input_changes_the_key()
    {
        var salt = new byte[16];
        var key = Derive("passphrase", salt, 1, MemoryBytes);
        Assert.Equal(key, Derive("passphrase", salt, 1, MemoryBytes));

        Assert.NotEqual(key, Derive("passphrasf", salt, 1, MemoryBytes));
        Assert.NotEqual(key, Derive("passphrase", [.. salt[1..], 1], 1, MemoryBytes));
        Assert.NotEqual(key, Derive("passphrase", salt, 2, MemoryBytes));
        Assert.NotEqual(key, Derive("passphrase", salt, 1, 2 * MemoryBytes));
    }

    [Fact]
    public void Parameters_outside_their_range_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Derive("x", new byte[15], 1, MemoryBytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => Derive("x", new byte[16], 0, MemoryBytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => Derive("x", new byte[16], 1, 8191));
    }

    private static byte[] Derive(string passphrase, byte[] salt, int passes, int memoryBytes)
    {
        var key = new byte[32];
        Argon2id.Derive(System.Text.Encoding.UTF8.GetBytes(passphrase), salt, passes, memoryBytes, key);
        return key;
    }
}
