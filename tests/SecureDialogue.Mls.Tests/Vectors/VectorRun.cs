using System.Text.Json;
using SecureDialogue.Mls.Crypto;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>Runs every case of a vector file whose suite the engine does and says how many of each suite ran.</summary>
internal static class VectorRun
{
    /// <summary>A file whose cases each have a cipher_suite; all of ours are in it, unless others are named.</summary>
    internal static void Suites(ITestOutputHelper output, string file, Action<JsonElement, CipherSuite> check, params int[] expectedSuites)
    {
        var ran = AnySuites(output, file, check);
        foreach (var expected in expectedSuites.Length == 0 ? [1, 2, 3, 5, 7] : expectedSuites)
        {
            Assert.True(ran.ContainsKey(expected), $"{file}: no case of suite {expected}");
        }
    }

    /// <summary>A file whose cases each have a cipher_suite, whichever they are; returns how many of each ran.</summary>
    internal static SortedDictionary<int, int> AnySuites(ITestOutputHelper output, string file, Action<JsonElement, CipherSuite> check)
    {
        var ran = new SortedDictionary<int, int>();
        var waiting = new SortedDictionary<int, int>();
        using var document = Open(file);
        var number = 0;
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var id = item.GetProperty("cipher_suite").GetInt32();
            var isOurs = CipherSuite.TryGet((CipherSuiteId)id, out var suite);
            var counts = isOurs ? ran : waiting;
            counts[id] = counts.GetValueOrDefault(id) + 1;
            if (suite is not null)
            {
                Check(file, number, () => check(item, suite));
            }

            number++;
        }

        Report(output, file, ran, waiting);
        return ran;
    }

    /// <summary>A file whose cases have no suite.</summary>
    internal static void Plain(ITestOutputHelper output, string file, Action<JsonElement> check)
    {
        using var document = Open(file);
        var number = 0;
        foreach (var item in document.RootElement.EnumerateArray())
        {
            Check(file, number, () => check(item));
            number++;
        }

        output.WriteLine($"measured: {file}: {number} cases");
        Assert.True(number > 0, $"{file}: no case");
    }

    private static JsonDocument Open(string file)
    {
        Assert.True(VectorFolder.IsThere, VectorFolder.Missing);
        using var stream = File.OpenRead(Path.Combine(VectorFolder.Locate(), file + ".json"));
        return JsonDocument.Parse(stream);
    }

    private static void Check(string file, int number, Action check)
    {
        try
        {
            check();
        }
        catch (Exception e)
        {
            throw new XunitException($"{file}, case {number}: {e.GetType().Name}: {e.Message}\n{e.StackTrace}");
        }
    }

    private static void Report(ITestOutputHelper output, string file, SortedDictionary<int, int> ran, SortedDictionary<int, int> waiting)
    {
        var counts = string.Join(", ", ran.Select(suite => $"suite {suite.Key}: {suite.Value}"));
        var others = waiting.Count == 0 ? "" : $"; suites that no case is run of: {string.Join(", ", waiting.Keys)} ({waiting.Values.Sum()} cases)";
        output.WriteLine($"measured: {file}: {ran.Values.Sum()} cases ({counts}){others}");
    }
}
