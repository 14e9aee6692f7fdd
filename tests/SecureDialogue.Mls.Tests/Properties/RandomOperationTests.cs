using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>Groups that do anything RFC 9420 allows, in any order, with what must hold checked after every step.</summary>
public sealed class RandomOperationTests(ITestOutputHelper output)
{
    private const int MaxMembers = 17;

    private readonly ExternalPsk _psk = new("shared before"u8.ToArray(), new Secret(new byte[32]));
    private readonly SortedDictionary<string, int> _done = [];
    private Random _random = new(0);
    private TestGroup _group = null!;
    private int _named;

    [Theory]
    [InlineData(CipherSuiteId.X25519Aes128GcmSha256Ed25519, 11, 5)]
    [InlineData(CipherSuiteId.P256Aes128GcmSha256P256, 12, 3)]
    [InlineData(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519, 13, 5)]
    [InlineData(CipherSuiteId.P521Aes256GcmSha512P521, 14, 1)]
    [InlineData(CipherSuiteId.P384Aes256GcmSha384P384, 15, 1)]
    public void Any_operations_keep_the_invariants_and_the_snapshot(CipherSuiteId suite, int seed, int groups) => Run(suite, seed, groups);

    [Theory]
    [Trait("Category", "Hours")]
    [InlineData(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519)]
    [InlineData(CipherSuiteId.P256Aes128GcmSha256P256)]
    public void Many_operations_keep_the_invariants_and_the_snapshot(CipherSuiteId suite) => Run(suite, Random.Shared.Next(), 500);

    private void Run(CipherSuiteId suite, int seed, int groups)
    {
        _random = new Random(seed);
        for (var run = 0; run < groups; run++)
        {
            _group = TestGroup.OfSize(_random.Next(2, MaxMembers), suite);
            for (var step = 0; step < 24; step++)
            {
                Step(suite);
                Invariants.Hold(_group.Members);
            }
        }

        output.WriteLine($"measured: operations suite {(int)suite}, seed {seed}: {string.Join(", ", _done.Select(done => $"{done.Value} {done.Key}"))}");
        Assert.True(_done.Count >= 6, "hardly anything was done");
    }

    private void Step(CipherSuiteId suite)
    {
        switch (_random.Next(8))
        {
            case 0 when _group.Members.Count > 2:
                Commit("removals", new CommitRequest { Removes = [Pick(1).Group.OwnLeaf] });
                break;
            case 1 when _group.Members.Count < MaxMembers:
                Add(suite, _random.Next(2) == 0);
                break;
            case 2:
                CommitUpdates();
                break;
            case 3:
                Commit("psk commits", new CommitRequest { ExternalPsks = [_psk] });
                break;
            case 4:
                Commit("new extensions", new CommitRequest { GroupContextExtensions = [new RequiredCapabilities([], [], [Credentials.CredentialType.Basic]).ToExtension()] });
                break;
            case 5 when _group.Members.Count < MaxMembers:
                JoinFromOutside(suite);
                break;
            case 6:
                Commit("resumption psk commits", new CommitRequest { ResumptionPsks = [_group.Members[0].Group.ExportResumptionPsk()] });
                break;
            default:
                Commit("empty commits", new CommitRequest());
                break;
        }
    }

    private void Add(CipherSuiteId suite, bool hasPath)
    {
        var newcomer = NewClient(suite);
        var bundle = Commit("adds", new CommitRequest { Adds = [newcomer.KeyPackage], ExternalPsks = [_psk], ForcePath = hasPath });
        newcomer.Joins(bundle.Welcome!.Value, _psk);
        _group.Members.Add(newcomer);
    }

    // Some propose new leaves, and one of the others takes all of that up.
    private void CommitUpdates()
    {
        var count = _random.Next(1, _group.Members.Count);
        var references = new List<ReadOnlyMemory<byte>>();
        foreach (var member in _group.Members.Skip(1).Take(count).ToArray())
        {
            var proposal = member.Group.ProposeUpdate(new LeafChange());
            references.Add(proposal.Reference);
            foreach (var other in _group.Members.Where(other => other != member))
            {
                _ = Assert.IsType<ProposalReceived>(other.Group.Receive(proposal.Message.Span, Options()));
            }
        }

        Invariants.Hold(_group.Members);
        Commit("updates", new CommitRequest { ProposalReferences = references });
    }

    private void JoinFromOutside(CipherSuiteId suite)
    {
        var newcomer = NewClient(suite);
        var commit = MlsGroup.JoinExternally(_group.Members[^1].Group.ExportGroupInfo(), new ExternalJoin
        {
            SignatureKey = newcomer.SignatureKey,
            Credential = newcomer.Credential,
            Capabilities = Capabilities.Of(newcomer.Suite, []),
            Validator = AcceptAll.Instance,
        });
        foreach (var member in _group.Members)
        {
            Follow(member, commit.Message.Span);
        }

        newcomer.Group = commit.Group;
        _group.Members.Add(newcomer);
        Count("external joins");
    }

    private CommitBundle Commit(string what, CommitRequest request)
    {
        var committer = _group.Members[0];
        var bundle = committer.Group.CreateCommit(request);
        foreach (var member in _group.Members.Where(member => member != committer).ToArray())
        {
            if (request.Removes.Contains(member.Group.OwnLeaf))
            {
                _ = _group.Members.Remove(member);
                continue;
            }

            Follow(member, bundle.Message.Span);
        }

        committer.Group.Merge(bundle.Staged);
        Shuffle();
        Count(what);
        return bundle;
    }

    private void Follow(TestClient member, ReadOnlySpan<byte> message)
    {
        var before = member.Group.Save();
        var received = Assert.IsType<CommitReceived>(member.Group.Receive(message, Options()));
        Assert.Equal(before, member.Group.Save());
        member.Group.Merge(received.Staged);
    }

    private ReceiveOptions Options() => new() { Validator = AcceptAll.Instance, ExternalPsks = [_psk] };

    // The first member is the next to commit.
    private void Shuffle()
    {
        var next = Pick(0);
        _ = _group.Members.Remove(next);
        _group.Members.Insert(0, next);
    }

    private TestClient Pick(int from) => _group.Members[_random.Next(from, _group.Members.Count)];

    private TestClient NewClient(CipherSuiteId suite) => new($"new {_named++}", suite);

    private void Count(string what) => _done[what] = _done.GetValueOrDefault(what) + 1;
}
