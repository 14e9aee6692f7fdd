using System.Text;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Benchmarks.Mls;

/// <summary>Clients with their key packages, and the two shapes of group that are measured.</summary>
internal sealed class Crew : ICredentialValidator
{
    private static readonly Lifetime Always = new(0, ulong.MaxValue);
    private readonly List<SignatureKeyPair> _keys;

    internal Crew(int count)
    {
        _keys = [.. Enumerable.Range(0, count).Select(_ => SignatureKeyPair.Generate(Suite))];
        Packages = [.. Enumerable.Range(0, count).Select(Publish)];
    }

    internal static CipherSuite Suite { get; } = CipherSuite.Get(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);

    internal IReadOnlyList<(KeyPackage KeyPackage, KeyPackageSecrets Secrets)> Packages { get; }

    /// <summary>Everyone but the creator.</summary>
    internal CommitRequest AddOthers => new() { Adds = [.. Packages.Skip(1).Select(package => package.KeyPackage)] };

    internal (KeyPackage KeyPackage, KeyPackageSecrets Secrets) Publish(int index) =>
        KeyPackage.Create(Suite, NameOf(index), _keys[index], Capabilities.Of(Suite, []), Always, [], []);

    internal MlsGroup Create() => MlsGroup.Create(new GroupCreation
    {
        Suite = Suite,
        GroupId = "a group to measure"u8.ToArray(),
        Credential = NameOf(0),
        SignatureKey = _keys[0],
        Capabilities = Capabilities.Of(Suite, []),
        Lifetime = Always,
    });

    internal MlsGroup Join(int index, ReadOnlySpan<byte> welcome) =>
        MlsGroup.Join(welcome, Packages[index].KeyPackage, Packages[index].Secrets, new JoinOptions { Validator = this });

    /// <summary>The creator and its neighbour, right after the creator added everyone in one commit: no inner node has a key.</summary>
    internal (MlsGroup Committer, MlsGroup Receiver) Blank()
    {
        var creator = Create();
        var bundle = creator.CreateCommit(AddOthers);
        creator.Merge(bundle.Staged);
        return (creator, Join(1, bundle.Welcome!.Value.Span));
    }

    /// <summary>The last two members after everyone has committed, each adding the next: every inner node has a key.</summary>
    internal (MlsGroup Committer, MlsGroup Receiver) Full()
    {
        var (previous, last) = (Create(), Create());
        for (var i = 1; i < Packages.Count; i++)
        {
            previous.Dispose();
            previous = last;
            var bundle = previous.CreateCommit(new CommitRequest { Adds = [Packages[i].KeyPackage], ForcePath = true });
            previous.Merge(bundle.Staged);
            last = Join(i, bundle.Welcome!.Value.Span);
        }

        var healing = last.CreateCommit(new CommitRequest());
        previous.Merge(((CommitReceived)previous.Receive(healing.Message.Span, this)).Staged);
        last.Merge(healing.Staged);
        return (last, previous);
    }

    void ICredentialValidator.Validate(Credential credential, ReadOnlySpan<byte> signatureKey)
    {
    }

    private static BasicCredential NameOf(int index) => new(Encoding.UTF8.GetBytes($"member {index}"));
}
