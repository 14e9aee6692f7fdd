using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Asserts a refusal by its rule, and that it leaves no trace: neither in the group nor as a secret without an owner.</summary>
internal static class Refusal
{
    internal static void Is(MlsError error, Action action)
    {
        using var ledger = new SecretLedger();
        Assert.Equal(error, Assert.Throws<MlsException>(action).Error);
        Assert.True(ledger.Live == 0, $"{ledger.Live} of {ledger.Made} secrets outlive the refusal {error}");
    }

    /// <summary>A refusal of what this client itself is asked to send.</summary>
    internal static void OfOwn(MlsError error, MlsGroup group, Action action)
    {
        var before = group.Save();
        Is(error, action);
        Assert.Equal(before, group.Save());
    }

    /// <summary>The same where all of RFC 9420 is taken.</summary>
    internal static void OfAny(MlsError error, MlsGroup group, ReadOnlyMemory<byte> message, ReceiveOptions? options = null)
    {
        var (before, how) = (group.Save(), options ?? new ReceiveOptions { Validator = AcceptAll.Instance });
        Is(error, () => group.Receive(message.Span, how));
        Assert.Equal(before, group.Save());
        RefusalRecorder.Received(error, (group, RefusalRecorder.Before(group)), message.Span, how);
    }

    internal static void Of(MlsError error, MlsGroup group, byte[] message, ICredentialValidator? validator = null) =>
        OfAny(error, group, message, new ReceiveOptions { Validator = validator ?? AcceptAll.Instance, OnlyAddsAndRemoves = true });

    internal static void OfJoin(MlsError error, TestClient joiner, ReadOnlyMemory<byte> welcome, JoinOptions options)
    {
        Is(error, () => MlsGroup.Join(welcome.Span, joiner.KeyPackage, joiner.Secrets, options));
        RefusalRecorder.Joined(error, welcome.Span, (joiner.KeyPackage, joiner.Secrets), options);
    }

    internal static void OfPackage(MlsError error, KeyPackage package, CipherSuite suite, ulong? time = null, ulong maxLifetime = ulong.MaxValue)
    {
        Is(error, () => package.Verify(suite, time, maxLifetime));
        RefusalRecorder.Packaged(error, package, suite, time, maxLifetime);
    }

    /// <summary>Bytes that one of the <see cref="RecordedDecoders"/> refuses.</summary>
    internal static void OfBytes(MlsError error, string decoder, byte[] bytes)
    {
        Is(error, () => RecordedDecoders.All[decoder](bytes));
        RefusalRecorder.Read(error, decoder, bytes);
    }

    internal static void OfTree(MlsError error, string check, RatchetTree tree) =>
        OfBytes(error, check, RatchetTreeExtension.Create(tree).Data.ToArray());
}
