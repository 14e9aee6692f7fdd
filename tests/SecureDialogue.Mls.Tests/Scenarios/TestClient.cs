using System.Text;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Validation;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Somebody with a name, a suite and, once in it, a group.</summary>
internal sealed class TestClient
{
    internal static readonly Lifetime Always = new(0, ulong.MaxValue);

    /// <summary>What the product takes: members' Adds, Removes and empty commits.</summary>
    internal static readonly ReceiveOptions MembersOnly = new() { Validator = AcceptAll.Instance, OnlyAddsAndRemoves = true };

    internal TestClient(string name, CipherSuiteId suite = CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519)
    {
        Name = name;
        Suite = CipherSuite.Get(suite);
        SignatureKey = SignatureKeyPair.Generate(Suite);
        (KeyPackage, Secrets) = NewKeyPackage(Capabilities.Of(Suite, []), []);
    }

    internal string Name { get; }

    internal CipherSuite Suite { get; }

    internal SignatureKeyPair SignatureKey { get; set; }

    internal KeyPackage KeyPackage { get; set; }

    internal KeyPackageSecrets Secrets { get; set; }

    internal GroupRetention Retention { get; init; } = new();

    internal MlsGroup Group { get; set; } = null!;

    internal Credential Credential => new BasicCredential(Encoding.UTF8.GetBytes(Name));

    internal (KeyPackage KeyPackage, KeyPackageSecrets Secrets) NewKeyPackage(
        Capabilities capabilities, IReadOnlyList<Extension> leafExtensions, Lifetime? lifetime = null) =>
        KeyPackage.Create(Suite, Credential, SignatureKey, capabilities, lifetime ?? Always, leafExtensions, []);

    internal GroupCreation Creation => new()
    {
        Suite = Suite,
        GroupId = "a group"u8.ToArray(),
        Credential = Credential,
        SignatureKey = SignatureKey,
        Capabilities = Capabilities.Of(Suite, []),
        Lifetime = Always,
    };

    internal TestClient Creates(params Extension[] groupExtensions) => Creates(Capabilities.Of(Suite, []), groupExtensions);

    internal TestClient Creates(Capabilities capabilities, params Extension[] groupExtensions)
    {
        Group = MlsGroup.Create(Creation with { Capabilities = capabilities, GroupContextExtensions = groupExtensions, Retention = Retention });
        return this;
    }

    internal void Joins(ReadOnlyMemory<byte> welcome, params ExternalPsk[] psks) =>
        Group = MlsGroup.Join(
            welcome.Span,
            KeyPackage,
            Secrets,
            new JoinOptions { Validator = AcceptAll.Instance, ExternalPsks = psks, Retention = Retention });

    /// <summary>Stores and loads, as after a restart.</summary>
    internal void Restarts()
    {
        var saved = Group.Save();
        Group.Dispose();
        Group = MlsGroup.Load(saved);
        Assert.Equal(saved, Group.Save());
    }

    /// <summary>Receives as one that does all of RFC 9420.</summary>
    internal T Takes<T>(ReadOnlyMemory<byte> message, ReceiveOptions? options = null)
        where T : ReceivedMessage =>
        Assert.IsType<T>(Acceptance.Of(Group, message.Span, options ?? new ReceiveOptions { Validator = AcceptAll.Instance }), exactMatch: false);

    /// <summary>Who joins the group of a GroupInfo by external commit.</summary>
    internal ExternalJoin AsJoiner => new()
    {
        SignatureKey = SignatureKey,
        Credential = Credential,
        Capabilities = Capabilities.Of(Suite, []),
        Validator = AcceptAll.Instance,
    };

    internal byte[] Says(string text, int paddedBytes = 0) => Group.Protect(Encoding.UTF8.GetBytes(text), default, paddedBytes);

    internal string Hears(byte[] message) =>
        Encoding.UTF8.GetString(Takes<ApplicationReceived>(message, MembersOnly).Data.Span);
}
