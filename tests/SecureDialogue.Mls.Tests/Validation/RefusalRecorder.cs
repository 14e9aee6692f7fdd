using System.Diagnostics;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tests.Vectors;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>
/// With UPDATE_GOLDEN=1 the tests of this folder write what they refuse and what they accept beside it into tests/vectors/mls/refusals,
/// one file for each class, one case for each test; the engine of the browser is held to the same cases. Keys are new each time, and a
/// class is recorded as a whole: filter by the folder, without RecordedRefusalTests, which reads what the others write.
/// </summary>
internal static class RefusalRecorder
{
    /// <summary>Long snapshots of windows that are full are left to the tests themselves.</summary>
    private const int MaxBytes = 24 * 1024;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly CipherSuiteId[] Shared =
    [
        CipherSuiteId.X25519Aes128GcmSha256Ed25519, CipherSuiteId.P256Aes128GcmSha256P256, CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519,
    ];

    private static readonly Dictionary<string, RefusalFile> Files = [];

    internal static string Folder { get; } = Path.Combine(VectorFolder.RepositoryRoot(), "tests", "vectors", "mls", "refusals");

    private static bool IsOn { get; } = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    /// <summary>The group as it was before a message; null when nothing is recorded.</summary>
    internal static byte[]? Before(MlsGroup group) => IsOn && Shared.Contains(group.Suite.Id) ? group.Save() : null;

    internal static void Received(MlsError? error, (MlsGroup Group, byte[]? Before) at, ReadOnlySpan<byte> message, ReceiveOptions options, byte[]? gave = null)
    {
        if (at.Before is null)
        {
            return;
        }

        var step = Step("receive", error, gave);
        step["onlyAddsAndRemoves"] = options.OnlyAddsAndRemoves;
        Describe(step, options.Validator, options.ExternalPsks, options.CurrentTime, options.MaxLifetime);
        Add(step, at.Group, ("group", at.Before), ("message", message.ToArray()));
    }

    internal static void Joined(MlsError? error, ReadOnlySpan<byte> welcome, (KeyPackage Package, KeyPackageSecrets Secrets) own, JoinOptions options, byte[]? gave = null)
    {
        if (!IsOn)
        {
            return;
        }

        var step = Step("join", error, gave);
        Describe(step, options.Validator, options.ExternalPsks, options.CurrentTime, options.MaxLifetime);
        if (options.ResumptionPsks is [var link])
        {
            step["resumptionEpoch"] = link.Epoch;
        }

        Add(
            step,
            null,
            ("message", welcome.ToArray()),
            ("package", own.Package.Encode()),
            ("secrets", own.Secrets.Save()),
            ("tree", options.RatchetTree?.ToArray()),
            ("predecessor", options.Predecessor?.Save()),
            ("resumptionGroup", options.ResumptionPsks is [var named] ? named.GroupId.ToArray() : null),
            ("resumptionPsk", options.ResumptionPsks is [var key] ? key.Secret.Bytes.ToArray() : null));
    }

    internal static void Packaged(MlsError? error, KeyPackage package, CipherSuite suite, ulong? time, ulong maxLifetime)
    {
        if (IsOn)
        {
            var step = Step("package", error, null);
            (step["suite"], step["time"], step["maxLifetime"]) = ((int)suite.Id, time, maxLifetime == ulong.MaxValue ? null : maxLifetime);
            Add(step, null, ("message", package.Encode()));
        }
    }

    internal static void Read(MlsError? error, string decoder, ReadOnlySpan<byte> bytes)
    {
        if (IsOn && !(decoder is "snapshot" or "secrets" && bytes[3] > (byte)CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519))
        {
            Add(Step(decoder, error, null), null, ("message", bytes.ToArray()));
        }
    }

    internal static string Write(JsonNode node) => node.ToJsonString(Compact);

    private static JsonObject Step(string what, MlsError? error, byte[]? gave)
    {
        var step = new JsonObject { ["do"] = what, [error is null ? "accepted" : "refused"] = error is null ? true : error.ToString() };
        if (gave is not null)
        {
            step["gives"] = Convert.ToBase64String(gave);
        }

        return step;
    }

    private static void Describe(JsonObject step, ICredentialValidator validator, IReadOnlyList<ExternalPsk> psks, ulong? time, ulong? maxLifetime)
    {
        (step["time"], step["maxLifetime"]) = (time, maxLifetime);
        step["refusesName"] = (validator as RefuseNamed)?.Name;
        step["takesChanges"] = validator is AcceptChanges ? true : null;
        if (psks.Count > 0)
        {
            step["psks"] = new JsonArray([.. psks.Select(psk => (JsonNode)new JsonArray(
                Convert.ToBase64String(psk.Id.Span), Convert.ToBase64String(psk.Secret.Bytes)))]);
        }
    }

    private static void Add(JsonObject step, MlsGroup? group, params (string Name, byte[]? Value)[] parts)
    {
        foreach (var name in step.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray())
        {
            _ = step.Remove(name);
        }

        if (parts.All(part => part.Value is null || part.Value.Length <= MaxBytes) && CurrentTest() is { } test)
        {
            lock (Files)
            {
                var name = test.DeclaringType!.Name;
                var file = Files.TryGetValue(name, out var known) ? known : Files[name] = new RefusalFile();
                file.Add(test.Name, step, group, parts);
                if (file.HasRefusals)
                {
                    _ = Directory.CreateDirectory(Folder);
                    File.WriteAllText(Path.Combine(Folder, name + ".json"), file.Json());
                }
            }
        }
    }

    private static MethodBase? CurrentTest() => new StackTrace().GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(
        method => method?.DeclaringType?.Namespace == typeof(RefusalRecorder).Namespace && method!.GetCustomAttribute<FactAttribute>() is not null);
}
