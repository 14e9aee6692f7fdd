using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>What is right is taken; recorded beside what is wrong.</summary>
internal static class Acceptance
{
    internal static MlsGroup OfJoin(TestClient joiner, ReadOnlyMemory<byte> welcome, JoinOptions options)
    {
        var group = MlsGroup.Join(welcome.Span, joiner.KeyPackage, joiner.Secrets, options);
        RefusalRecorder.Joined(null, welcome.Span, (joiner.KeyPackage, joiner.Secrets), options, group.EpochAuthenticator.ToArray());
        return group;
    }

    internal static void OfPackage(KeyPackage package, CipherSuite suite, ulong? time = null, ulong maxLifetime = ulong.MaxValue)
    {
        package.Verify(suite, time, maxLifetime);
        RefusalRecorder.Packaged(null, package, suite, time, maxLifetime);
    }

    internal static void OfBytes(string decoder, byte[] bytes)
    {
        RecordedDecoders.All[decoder](bytes);
        RefusalRecorder.Read(null, decoder, bytes);
    }

    internal static void OfTree(string check, RatchetTree tree) => OfBytes(check, RatchetTreeExtension.Create(tree).Data.ToArray());

    /// <summary>What a group gives for a message that is good.</summary>
    internal static ReceivedMessage Of(MlsGroup group, ReadOnlySpan<byte> message, ReceiveOptions options)
    {
        var before = RefusalRecorder.Before(group);
        var received = group.Receive(message, options);
        RefusalRecorder.Received(null, (group, before), message, options, Gave(received));
        return received;
    }

    internal static byte[]? Gave(ReceivedMessage received) => received switch
    {
        ApplicationReceived application => application.Data.ToArray(),
        ProposalReceived proposal => proposal.Reference.ToArray(),
        CommitReceived { Staged.RemovesSelf: false } commit => commit.Staged.EpochAuthenticator.ToArray(),
        _ => null,
    };
}
