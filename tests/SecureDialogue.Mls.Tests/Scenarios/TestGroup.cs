using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Several clients in one group, whose commits reach everyone.</summary>
internal sealed class TestGroup
{
    private TestGroup(TestClient creator) => Members = [creator];

    internal List<TestClient> Members { get; }

    internal static TestGroup Of(params TestClient[] clients)
    {
        var group = new TestGroup(clients[0].Creates());
        if (clients.Length > 1)
        {
            group.Commit(clients[0], clients[1..], []);
        }

        return group;
    }

    internal static TestGroup OfSize(int count, CipherSuiteId suite = CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519) =>
        Of([.. Enumerable.Range(0, count).Select(i => new TestClient($"member {i}", suite))]);

    /// <summary>One client commits, everyone else receives and merges, those who are added join.</summary>
    internal CommitBundle Commit(TestClient committer, TestClient[] adds, TestClient[] removes, bool forcePath = false)
    {
        var bundle = committer.Group.CreateCommit(new CommitRequest
        {
            Adds = [.. adds.Select(client => client.KeyPackage)],
            Removes = [.. removes.Select(client => client.Group.OwnLeaf)],
            ForcePath = forcePath,
        });
        _ = Members.RemoveAll(removes.Contains);
        foreach (var member in Members.Where(member => member != committer))
        {
            var received = Assert.IsType<CommitReceived>(member.Group.Receive(bundle.Message.Span, AcceptAll.Instance));
            Assert.Equal(bundle.Staged.EpochAuthenticator.ToArray(), received.Staged.EpochAuthenticator.ToArray());
            member.Group.Merge(received.Staged);
        }

        committer.Group.Merge(bundle.Staged);
        foreach (var client in adds)
        {
            client.Joins(bundle.Welcome!.Value);
            Members.Add(client);
        }

        AssertAgreed();
        return bundle;
    }

    /// <summary>One client commits what is asked for, everyone else receives and merges it; who is added has still to join.</summary>
    internal CommitBundle Commit(TestClient committer, CommitRequest request, ReceiveOptions? options = null)
    {
        var bundle = committer.Group.CreateCommit(request);
        foreach (var member in Members.Where(member => member != committer).ToList())
        {
            var staged = member.Takes<CommitReceived>(bundle.Message, options).Staged;
            if (staged.RemovesSelf)
            {
                _ = Members.Remove(member);
            }
            else
            {
                member.Group.Merge(staged);
            }
        }

        committer.Group.Merge(bundle.Staged);
        AssertAgreed(bundle.Staged.Adds.Count);
        return bundle;
    }

    /// <summary>Everyone but the sender takes a message of its kind.</summary>
    internal void Send(TestClient? sender, ReadOnlyMemory<byte> message)
    {
        foreach (var member in Members.Where(member => member != sender))
        {
            _ = member.Takes<ReceivedMessage>(message);
        }
    }

    /// <summary>Everyone takes and merges an external commit, whose sender is then one of them.</summary>
    internal void Admit(TestClient joiner, ExternalCommit commit)
    {
        foreach (var member in Members.Where(member => member != joiner).ToList())
        {
            var staged = member.Takes<CommitReceived>(commit.Message).Staged;
            Assert.True(staged.IsExternal);
            member.Group.Merge(staged);
        }

        joiner.Group = commit.Group;
        _ = Members.Remove(joiner);
        Members.Add(joiner);
        AssertAgreed();
    }

    internal void AssertAgreed(int joining = 0)
    {
        var first = Members[0].Group;
        foreach (var member in Members)
        {
            Assert.Equal(first.EpochAuthenticator.ToArray(), member.Group.EpochAuthenticator.ToArray());
            Assert.Equal(first.ConfirmedTranscriptHash.ToArray(), member.Group.ConfirmedTranscriptHash.ToArray());
            Assert.Equal(Members.Count + joining, member.Group.Members.Count);
        }
    }
}
