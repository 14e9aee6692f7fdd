using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Properties;

public sealed class RandomScheduleTests(ITestOutputHelper output)
{
    private const int MaxMembers = 12;

    private readonly HashSet<(string Epoch, MessageSender Sender)> _used = [];
    private int _commits;
    private int _messages;
    private int _restarts;
    private int _named;

    [Theory]
    [InlineData(CipherSuiteId.X25519Aes128GcmSha256Ed25519, 1, 6)]
    [InlineData(CipherSuiteId.P256Aes128GcmSha256P256, 4, 3)]
    [InlineData(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519, 2, 6)]
    [InlineData(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519, 3, 6)]
    [InlineData(CipherSuiteId.P521Aes256GcmSha512P521, 5, 2)]
    [InlineData(CipherSuiteId.P384Aes256GcmSha384P384, 6, 2)]
    public void Any_schedule_keeps_members_agreed_and_removed_ones_out(CipherSuiteId suite, int seed, int runs)
    {
        var random = new Random(seed);
        for (var run = 0; run < runs; run++)
        {
            var group = TestGroup.OfSize(random.Next(2, MaxMembers), suite);
            for (var step = 0; step < 14; step++)
            {
                Step(random, group, suite);
                Restart(random, group);
            }
        }

        output.WriteLine($"measured: schedules suite {(int)suite}, seed {seed}: {_commits} commits, {_messages} messages opened, {_restarts} restarts, {_used.Count} keys used once");
    }

    private void Step(Random random, TestGroup group, CipherSuiteId suite)
    {
        switch (random.Next(5))
        {
            case 0 when group.Members.Count > 2:
                RemoveOne(random, group);
                break;
            case 1 when group.Members.Count < MaxMembers:
                _ = group.Commit(Pick(random, group), [NewClient(suite)], [], random.Next(2) == 0);
                _commits++;
                break;
            case 2:
                Swap(random, group, suite);
                break;
            case 3:
                _ = group.Commit(Pick(random, group), [], []);
                _commits++;
                break;
            default:
                Talk(random, group);
                break;
        }
    }

    private void RemoveOne(Random random, TestGroup group)
    {
        var removed = Pick(random, group);
        var committer = group.Members.First(member => member != removed);
        var bundle = group.Commit(committer, [], [removed]);
        _commits++;

        using var last = Assert.IsType<CommitReceived>(removed.Group.Receive(bundle.Message.Span, AcceptAll.Instance)).Staged;
        Assert.True(last.RemovesSelf);
        Assert.Throws<InvalidOperationException>(() => removed.Group.Merge(last));
        var secret = committer.Says("not for the removed one");
        Assert.Throws<MlsException>(() => removed.Group.Receive(secret, AcceptAll.Instance));
        foreach (var member in group.Members.Where(member => member != committer))
        {
            Assert.Equal("not for the removed one", Hear(member, committer, secret));
        }
    }

    // One commit removes a leaf and adds its successor, often at the same place.
    private void Swap(Random random, TestGroup group, CipherSuiteId suite)
    {
        var old = Pick(random, group);
        var committer = group.Members.First(member => member != old);
        var bundle = group.Commit(committer, [NewClient(suite)], [old]);
        _commits++;

        using var last = Assert.IsType<CommitReceived>(old.Group.Receive(bundle.Message.Span, AcceptAll.Instance)).Staged;
        Assert.True(last.RemovesSelf);
    }

    private void Talk(Random random, TestGroup group)
    {
        var sender = Pick(random, group);
        var texts = Enumerable.Range(0, 3).Select(i => $"message {i}").ToArray();
        var messages = texts.Select(text => sender.Says(text, random.Next(100))).ToArray();
        foreach (var member in group.Members.Where(member => member != sender))
        {
            foreach (var i in Enumerable.Range(0, messages.Length).OrderBy(_ => random.Next()))
            {
                Assert.Equal(texts[i], Hear(member, sender, messages[i]));
            }
        }

        foreach (var message in messages)
        {
            Assert.True(_used.Add((Convert.ToHexString(sender.Group.EpochAuthenticator.Span), sender.Group.PeekSender(message))));
        }
    }

    private string Hear(TestClient member, TestClient sender, byte[] message)
    {
        _messages++;
        Assert.Equal(sender.Group.OwnLeaf, member.Group.PeekSender(message).Leaf);
        return member.Hears(message);
    }

    private void Restart(Random random, TestGroup group)
    {
        foreach (var member in group.Members.Where(_ => random.Next(3) == 0))
        {
            member.Restarts();
            _restarts++;
        }
    }

    private TestClient NewClient(CipherSuiteId suite) => new($"new {_named++}", suite);

    private static TestClient Pick(Random random, TestGroup group) => group.Members[random.Next(group.Members.Count)];
}
