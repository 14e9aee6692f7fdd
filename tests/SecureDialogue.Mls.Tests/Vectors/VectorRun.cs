using System.Text.Json;
using SecureDialogue.Mls.Crypto;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>Runs every case of a vector file whose suite the engine does and says how many of each suite ran.</summary>
internal static class VectorRun
{
    /// <summary>Files of a name, whose cases each have a cipher_suite; in the working group's folder all of ours, unless others are named.</summary>
    internal static void Suites(ITestOutputHelper output, string name, Action<JsonElement, CipherSuite> check, params int[] expectedSuites)
    {
        foreach (var file in FilesOf(output, name))
        {
            var ran = AnySuites(output, file, check);
            foreach (var expected in VectorFolder.IsNamed ? [] : expectedSuites.Length == 0 ? [1, 2, 3, 5, 7] : expectedSuites)
            {
                Assert.True(ran.ContainsKey(expected), $"{file}: no case of suite {expected}");
            }
        }
    }

    /// <summary>A file whose cases each have a cipher_suite, whichever they are; returns how many of each ran.</summary>
    internal static SortedDictionary<int, int> AnySuites(ITestOutputHelper output, string file, Action<JsonElement, CipherSuite> check)
    {
        var ran = new SortedDictionary<int, int>();
        var others = new SortedDictionary<int, int>();
        using var document = Open(file);
        var number = 0;
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var id = item.GetProperty("cipher_suite").GetInt32();
            var isOurs = CipherSuite.TryGet((CipherSuiteId)id, out var suite);
            var counts = isOurs ? ran : others;
            counts[id] = counts.GetValueOrDefault(id) + 1;
            if (suite is not null)
            {
                Check(file, number, () => check(item, suite));
            }

            number++;
        }

        Report(output, file, ran, others);
        return ran;
    }

    /// <summary>Files of a name, whose cases have no suite.</summary>
    internal static void Plain(ITestOutputHelper output, string name, Action<JsonElement> check)
    {
        foreach (var file in FilesOf(output, name))
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
    }

    // A folder that somebody named need not have every file; the working group's has.
    private static List<string> FilesOf(ITestOutputHelper output, string name)
    {
        Assert.True(VectorFolder.IsThere, VectorFolder.Missing);
        var files = VectorFolder.Files.Where(file => file == name || file.EndsWith("/" + name, StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            output.WriteLine($"measured: {name}: not in this folder");
        }

        Assert.True(files.Count > 0 || VectorFolder.IsNamed, $"{name} is missing");
        return files;
    }

    private static JsonDocument Open(string file)
    {
        Assert.True(VectorFolder.IsThere, VectorFolder.Missing);
        using var stream = File.OpenRead(Path.Combine(VectorFolder.Locate(), file + ".json"));
        return JsonDocument.Parse(stream);
    }

    /// <summary>Runs one case; a failure names it.</summary>
    internal static void Check(string file, int number, Action check)
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

    private static void Report(ITestOutputHelper output, string file, SortedDictionary<int, int> ran, SortedDictionary<int, int> others)
    {
        var counts = string.Join(", ", ran.Select(suite => $"suite {suite.Key}: {suite.Value}"));
        var foreign = others.Count == 0 ? "" : $"; {others.Values.Sum()} of suites this engine does not have: {string.Join(", ", others.Keys)}";
        output.WriteLine($"measured: {file}: {ran.Values.Sum()} cases ({counts}){foreign}");
    }
}
