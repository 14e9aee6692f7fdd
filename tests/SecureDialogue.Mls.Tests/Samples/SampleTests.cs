using System.Text;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Samples;

/// <summary>The examples of docs/mls.md, compiled and run; <see cref="DocumentedSampleTests"/> holds the two together.</summary>
public sealed class SampleTests
{
    private readonly Dictionary<string, byte[]> _store = [];
    private readonly List<byte[]> _sent = [];

    [Fact]
    public void Two_people_form_a_group_and_talk()
    {
        // sample: talk
        var suite = CipherSuite.Get(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);
        var capabilities = Capabilities.Of(suite, []);
        var lifetime = new Lifetime(NotBefore: 1_790_000_000, NotAfter: 1_797_000_000);

        // Bob publishes a key package and keeps its secrets.
        using var bobKey = SignatureKeyPair.Generate(suite);
        var (package, secrets) = KeyPackage.Create(suite, new BasicCredential("bob"u8.ToArray()), bobKey, capabilities, lifetime, [], []);
        byte[] published = package.Encode();

        // Alice creates a group and adds him. The key package came from a server: check it, and whose it is.
        using var aliceKey = SignatureKeyPair.Generate(suite);
        var people = new AddressBook(new Dictionary<string, ReadOnlyMemory<byte>> { ["alice"] = aliceKey.PublicKey, ["bob"] = bobKey.PublicKey });
        using var alice = MlsGroup.Create(new GroupCreation
        {
            Suite = suite,
            GroupId = Guid.NewGuid().ToByteArray(),
            Credential = new BasicCredential("alice"u8.ToArray()),
            SignatureKey = aliceKey,
            Capabilities = capabilities,
            Lifetime = lifetime,
        });
        var bobPackage = KeyPackage.Decode(published);
        bobPackage.Verify(suite, currentTime: 1_790_000_001);
        people.Validate(bobPackage.LeafNode.Credential, bobPackage.LeafNode.SignatureKey.Span);
        var commit = alice.CreateCommit(new CommitRequest { Adds = [bobPackage] });
        alice.Merge(commit.Staged);

        // Bob joins with the Welcome. His key package has served.
        using var bob = MlsGroup.Join(commit.Welcome!.Value.Span, package, secrets, new JoinOptions { Validator = people });
        secrets.Dispose();

        // They talk, and both see the same group.
        byte[] message = alice.Protect("Good morning"u8, authenticatedData: default, paddedBytes: 256);
        var received = (ApplicationReceived)bob.Receive(message, people);
        Assert.Equal("Good morning", Encoding.UTF8.GetString(received.Data.Span));
        Assert.Equal(alice.OwnLeaf, received.Sender);
        Assert.True(alice.EpochAuthenticator.Span.SequenceEqual(bob.EpochAuthenticator.Span));
        // end
    }

    [Fact]
    public void A_commit_is_stored_then_sent_then_merged()
    {
        var (alice, bob, people) = Pair();

        // sample: commit
        // Own change: store both epochs, send, and take the new one when the server has accepted the commit.
        var commit = alice.CreateCommit(new CommitRequest());
        Store("alice", alice.Save());
        Store("alice, next", commit.Staged.Save());
        if (Send(commit.Message))
        {
            alice.Merge(commit.Staged);
            Store("alice", alice.Save());
        }
        else
        {
            commit.Staged.Dispose(); // Somebody else's commit was first: receive that one, then try again.
        }

        // Others' change: look at it before it counts.
        switch (bob.Receive(commit.Message.Span, people))
        {
            case CommitReceived { Staged: var staged } when staged.RemovesSelf:
                staged.Dispose();
                break;
            case CommitReceived { Staged: var staged }:
                Store("bob", staged.Save());
                bob.Merge(staged);
                break;
            case ApplicationReceived { Data: var data }:
                Store("bob", bob.Save()); // The key is used up: store that first, then show the data.
                Show(data);
                break;
        }
        // end

        using var restarted = MlsGroup.Load(_store["bob"]);
        Assert.Equal(alice.EpochAuthenticator.ToArray(), restarted.EpochAuthenticator.ToArray());
        Assert.Equal(2ul, bob.Epoch);
    }

    [Fact]
    public void A_stranger_is_refused_and_the_group_stays_what_it_was()
    {
        var (alice, bob, people) = Pair();
        using var malloryKey = SignatureKeyPair.Generate(alice.Suite);
        var (mallory, _) = KeyPackage.Create(
            alice.Suite, new BasicCredential("bob"u8.ToArray()), malloryKey, Capabilities.Of(alice.Suite, []), new Lifetime(0, ulong.MaxValue), [], []);
        var commit = alice.CreateCommit(new CommitRequest { Adds = [mallory] });
        var before = bob.Save();

        var refused = Assert.Throws<MlsException>(() => bob.Receive(commit.Message.Span, people));

        Assert.Equal(MlsError.CredentialRefused, refused.Error);
        Assert.Equal(before, bob.Save());
    }

    private static (MlsGroup Alice, MlsGroup Bob, AddressBook People) Pair()
    {
        var (alice, bob) = (new Scenarios.TestClient("alice").Creates(), new Scenarios.TestClient("bob"));
        var commit = alice.Group.CreateCommit(new CommitRequest { Adds = [bob.KeyPackage] });
        alice.Group.Merge(commit.Staged);
        bob.Joins(commit.Welcome!.Value);
        return (alice.Group, bob.Group, new AddressBook(new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["alice"] = alice.SignatureKey.PublicKey,
            ["bob"] = bob.SignatureKey.PublicKey,
        }));
    }

    private void Store(string name, byte[] snapshot) => _store[name] = snapshot;

    private bool Send(ReadOnlyMemory<byte> message)
    {
        _sent.Add(message.ToArray());
        return true;
    }

    private void Show(ReadOnlyMemory<byte> data) => _sent.Add(data.ToArray());
}
