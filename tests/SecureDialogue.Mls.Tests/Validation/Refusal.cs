using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;

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
        var before = group.Save();
        Is(error, () => group.Receive(message.Span, options ?? new ReceiveOptions { Validator = AcceptAll.Instance }));
        Assert.Equal(before, group.Save());
    }

    internal static void Of(MlsError error, MlsGroup group, byte[] message, ICredentialValidator? validator = null)
    {
        var before = group.Save();
        Is(error, () => group.Receive(message, validator ?? AcceptAll.Instance));
        Assert.Equal(before, group.Save());
    }
}
