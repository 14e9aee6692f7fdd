using System.Text.Json;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>
/// Makes cases in passive-client format with this core. The course of a case comes from its seed; keys and signatures do not, so
/// recording again gives other bytes of the same shape.
/// </summary>
internal sealed class CaseRecorder
{
    internal const int MaxMembers = 10;

    private const int EpochCount = 8;

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Random _random;
    private readonly CipherSuiteId _suite;
    private readonly TestClient _passive;
    private readonly TestGroup _group;

    private CaseRecorder(CipherSuiteId suite, int size)
    {
        _random = new Random(size);
        _suite = suite;
        _passive = new TestClient("passive", suite);
        _group = TestGroup.OfSize(size - 1, suite);
    }

    /// <summary>Groups of 2 to 10 in every suite, one case a line.</summary>
    internal static string All() => "[\n" + string.Join(",\n", CipherSuite.All.SelectMany(suite =>
        Enumerable.Range(2, MaxMembers - 1).Select(size => Case(suite.Id, size)))) + "\n]\n";

    internal static string Case(CipherSuiteId suite, int size) => new CaseRecorder(suite, size).Record();

    private string Record()
    {
        foreach (var member in _group.Members.Where(_ => _random.Next(2) == 0).ToArray())
        {
            _ = _group.Commit(member, [], []);
        }

        var welcome = _group.Commit(Other(), [_passive], [], forcePath: _random.Next(2) == 0).Welcome!.Value;
        var (initial, keys) = (Hex(_passive.Group.EpochAuthenticator.Span), _passive.Secrets);
        return JsonSerializer.Serialize(
            new
            {
                CipherSuite = (int)_suite,
                ExternalPsks = Array.Empty<object>(),
                KeyPackage = Hex(TlsEncoding.Encode(new MlsMessage(WireFormat.KeyPackage, _passive.KeyPackage))),
                SignaturePriv = Hex(keys.Signature.PrivateKey.Bytes),
                EncryptionPriv = Hex(keys.Encryption.PrivateKey.Bytes),
                InitPriv = Hex(keys.Init.PrivateKey.Bytes),
                Welcome = Hex(welcome.Span),
                RatchetTree = (string?)null,
                InitialEpochAuthenticator = initial,
                Epochs = Enumerable.Range(0, EpochCount).Select(_ => RecordEpoch()).ToArray(),
            },
            SnakeCase);
    }

    private object RecordEpoch()
    {
        var committer = Other();
        var canRemove = _group.Members.Count > 2;
        var removes = canRemove && _random.Next(2) == 0 ? [Other(committer)] : Array.Empty<TestClient>();
        var adds = _group.Members.Count < MaxMembers && _random.Next(2) == 0 ? [new TestClient("late", _suite)] : Array.Empty<TestClient>();
        var bundle = _group.Commit(committer, adds, removes);
        return new
        {
            Proposals = Array.Empty<string>(),
            Commit = Hex(bundle.Message.Span),
            EpochAuthenticator = Hex(committer.Group.EpochAuthenticator.Span),
        };
    }

    // The passive client neither commits nor is removed.
    private TestClient Other(TestClient? than = null)
    {
        var others = _group.Members.Where(member => member != _passive && member != than).ToArray();
        return others[_random.Next(others.Length)];
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
