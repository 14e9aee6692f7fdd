using System.Text.Json;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>
/// Three members of one group as they are stored in the middle of things: a past epoch is kept, a key was skipped, a proposal waits,
/// and the third has made a commit that takes it up.
/// </summary>
internal static class GroupRecorder
{
    private static readonly JsonSerializerOptions CamelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>One group for each suite that the browser has, one a line.</summary>
    internal static string All() => "[\n" + string.Join(",\n", new[]
    {
        CipherSuiteId.X25519Aes128GcmSha256Ed25519, CipherSuiteId.P256Aes128GcmSha256P256, CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519,
    }.Select(Record)) + "\n]\n";

    private static string Record(CipherSuiteId suite)
    {
        var (alice, bob, carol, dave) = (Lasting("alice", suite), Lasting("bob", suite), Lasting("carol", suite), Lasting("dave", suite));
        var group = TestGroup.Of(alice, bob, dave, carol);
        _ = group.Commit(carol, [], []);
        var late = alice.Says("late");
        _ = group.Commit(bob, [], [dave]);
        var skipped = alice.Says("skipped");
        var heard = alice.Says("heard");
        Assert.Equal(("heard", "heard"), (bob.Hears(heard), carol.Hears(heard)));
        var update = bob.Group.ProposeUpdate(new LeafChange());
        group.Send(bob, update.Message);
        var commit = carol.Group.CreateCommit(new CommitRequest { ProposalReferences = [update.Reference] });
        using var staged = commit.Staged;
        return JsonSerializer.Serialize(
            new
            {
                Suite = (int)suite,
                Members = group.Members.Select(member => member.Group.Save()).ToArray(),
                Late = late,
                Skipped = skipped,
                Commit = commit.Message.ToArray(),
                Staged = staged.Save(),
                Authenticator = staged.EpochAuthenticator.ToArray(),
            },
            CamelCase);
    }

    private static TestClient Lasting(string name, CipherSuiteId suite) =>
        new(name, suite) { Retention = new GroupRetention { PastEpochs = 2, ResumptionPsks = 2 } };
}
