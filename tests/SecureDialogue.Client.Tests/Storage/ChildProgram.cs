using System.Buffers.Binary;
using System.Globalization;
using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

/// <summary>What this assembly does when a test starts it as a process of its own: <c>VERB DIRECTORY [NUMBER]</c>.</summary>
internal static class ChildProgram
{
    internal const string Counters = "counters";
    internal const string Bulk = "bulk";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var verb, var directory, var number])
        {
            return 2;
        }

        using var store = SecureStore.Open(directory, TemporaryHome.Passphrase);
        var count = int.Parse(number, CultureInfo.InvariantCulture);
        switch (verb)
        {
            case "write":
                Write(store);
                return 0;
            case "add":
                await AddAsync(store, count);
                return 0;
            case "hold":
                using (await store.LockAsync())
                {
                    await Console.Out.WriteLineAsync("held");
                    await Task.Delay(TimeSpan.FromSeconds(count));
                }

                return 0;
            case "fill":
                return Fill(store);
            default:
                return 2;
        }
    }

    internal static long ReadCounter(SecureStore store, string name) =>
        store.Get(Counters, System.Text.Encoding.UTF8.GetBytes(name)) is { } bytes ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;

    internal static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    // Every transaction changes three records that must agree; its number is printed once it is durable.
    private static void Write(SecureStore store)
    {
        for (var n = ReadCounter(store, "left") + 1; ; n++)
        {
            store.Write(writer =>
            {
                writer.Put(Counters, "left"u8, Number(n));
                writer.Put(Bulk, n, new byte[3000]);
                writer.Put(Counters, "right"u8, Number(n));
            });
            Console.Out.WriteLine(n);
        }
    }

    private static async Task AddAsync(SecureStore store, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var held = await store.LockAsync(Patience);
            var next = ReadCounter(store, "sum") + 1;
            store.Write(writer => writer.Put(Counters, "sum"u8, Number(next)));
        }
    }

    private static int Fill(SecureStore store)
    {
        for (var n = (store.LastOrdinal(Bulk) ?? 0) + 1; n < 10_000; n++)
        {
            try
            {
                store.Write(writer => writer.Put(Bulk, n, new byte[3000]));
            }
            catch (StoreException e) when (e.Error == StoreError.DiskFull)
            {
                return store.LastOrdinal(Bulk) == n - 1 && store.Get(Bulk, n - 1) is { Length: 3000 } ? 0 : 3;
            }
        }

        return 4;
    }
}
