using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class KeyPackageRefusalTests
{
    private static readonly ExtensionType Ours = new(0xf0d0);

    private readonly TestClient _client = new("alice");

    private KeyPackage Valid => _client.KeyPackage;

    [Fact]
    public void A_changed_key_package_is_refused()
    {
        Acceptance.OfPackage(Valid, _client.Suite, 1);

        Refuses(MlsError.KeyPackageSignatureInvalid, Valid with { Signature = new byte[64] });
        Refuses(MlsError.VersionNotSupported, (Valid with { Version = (ProtocolVersion)2 }).Sign(_client.SignatureKey));
        Refuses(MlsError.PublicKeyInvalid, (Valid with { InitKey = new byte[31] }).Sign(_client.SignatureKey));
        Refuses(MlsError.KeyPackageKeysEqual, (Valid with { InitKey = Valid.LeafNode.EncryptionKey }).Sign(_client.SignatureKey));
        Refuses(MlsError.LeafSignatureInvalid, (Valid with { LeafNode = Valid.LeafNode with { Signature = new byte[64] } }).Sign(_client.SignatureKey));
    }

    [Fact]
    public void A_key_package_of_another_suite_is_refused()
    {
        Acceptance.OfPackage(Valid, _client.Suite);

        Refusal.OfPackage(MlsError.KeyPackageSuiteMismatch, Valid, CipherSuite.Get(CipherSuiteId.X25519Aes128GcmSha256Ed25519));
    }

    [Fact]
    public void A_leaf_from_elsewhere_is_refused()
    {
        var commit = Valid.LeafNode with { Source = LeafNodeSource.Commit, Lifetime = null, ParentHash = new byte[32] };

        Refuses(MlsError.LeafSourceWrong, WithLeaf(commit));
        Acceptance.OfPackage(WithLeaf(Valid.LeafNode), _client.Suite);
    }

    [Fact]
    public void A_lifetime_must_hold_when_a_time_is_given()
    {
        var (package, _) = _client.NewKeyPackage(Capabilities.Of(_client.Suite, []), [], new Lifetime(100, 200));
        Acceptance.OfPackage(package, _client.Suite, 100);
        Acceptance.OfPackage(package, _client.Suite, 200);
        Acceptance.OfPackage(package, _client.Suite);

        Refusal.OfPackage(MlsError.LeafLifetimeOver, package, _client.Suite, 99);
        Refusal.OfPackage(MlsError.LeafLifetimeOver, package, _client.Suite, 201);
    }

    [Fact]
    public void Capabilities_name_the_own_version_and_credential()
    {
        var can = Valid.LeafNode.Capabilities;
        Acceptance.OfPackage(
            WithLeaf(Valid.LeafNode with { Capabilities = can with { CipherSuites = [(CipherSuiteId)0x0a0a, .. can.CipherSuites] } }), _client.Suite);
        Acceptance.OfPackage(WithLeaf(Valid.LeafNode with { Capabilities = can with { CipherSuites = [] } }), _client.Suite);

        Refuses(MlsError.LeafCapabilitiesIncomplete, WithLeaf(Valid.LeafNode with { Capabilities = can with { Versions = [(ProtocolVersion)0x0a0a] } }));
        Refuses(MlsError.LeafCapabilitiesIncomplete, WithLeaf(Valid.LeafNode with { Capabilities = can with { Credentials = [CredentialType.X509] } }));
    }

    [Fact]
    public void Leaf_extensions_are_listed_in_capabilities()
    {
        var extension = new Extension(Ours, new byte[] { 1 });
        Acceptance.OfPackage(_client.NewKeyPackage(Capabilities.Of(_client.Suite, [Ours]), [extension]).KeyPackage, _client.Suite);

        Refuses(MlsError.LeafExtensionNotSupported, _client.NewKeyPackage(Capabilities.Of(_client.Suite, []), [extension]).KeyPackage);
    }

    [Fact]
    public void Required_capabilities_are_met_by_every_added_leaf()
    {
        var required = new RequiredCapabilities([Ours], [], [CredentialType.Basic]).ToExtension();
        var able = _client.NewKeyPackage(Capabilities.Of(_client.Suite, [Ours]), []).KeyPackage.LeafNode;
        LeafNodeRules.RequireGroupCapabilities(able, [required]);

        Refusal.Is(MlsError.RequiredCapabilitiesNotMet, () => LeafNodeRules.RequireGroupCapabilities(Valid.LeafNode, [required]));
        Refusal.Is(MlsError.RequiredCapabilitiesNotMet, () => _client.Creates(required));
        Refusal.Is(
            MlsError.RequiredCapabilitiesNotMet,
            () => LeafNodeRules.RequireGroupCapabilities(Valid.LeafNode, [new Extension(Ours, default)]));
    }

    [Fact]
    public void A_key_package_to_which_nothing_can_be_sealed_is_refused()
    {
        byte[] lowOrder = [1, .. new byte[31]];

        Refuses(MlsError.PublicKeyInvalid, (Valid with { InitKey = new byte[32] }).Sign(_client.SignatureKey));
        Refuses(MlsError.PublicKeyInvalid, (Valid with { InitKey = lowOrder }).Sign(_client.SignatureKey));
        Refuses(MlsError.PublicKeyInvalid, WithLeaf(Valid.LeafNode with { EncryptionKey = new byte[32] }));
        Refuses(MlsError.PublicKeyInvalid, WithLeaf(Valid.LeafNode with { EncryptionKey = lowOrder }));
        Refuses(MlsError.PublicKeyInvalid, WithLeaf(Valid.LeafNode with { EncryptionKey = new byte[31] }));
        Acceptance.OfPackage(WithLeaf(Valid.LeafNode), _client.Suite);
    }

    [Fact]
    public void A_low_order_point_gives_no_secret()
    {
        using var pair = HpkeKeyPair.Generate(_client.Suite);
        var ciphertext = Hpke.Seal(_client.Suite, pair.PublicKey.Span, [], [], [1]);
        Assert.Equal([1], Hpke.Open(_client.Suite, pair, ciphertext, [], []));

        Refusal.Is(MlsError.PublicKeyInvalid, () => Hpke.Seal(_client.Suite, new byte[32], [], [], [1]));
        Refusal.Is(MlsError.PublicKeyInvalid, () => Hpke.Open(_client.Suite, pair, ciphertext with { KemOutput = new byte[32] }, [], []));
        Refusal.Is(MlsError.DecryptionFailed, () => Hpke.Open(_client.Suite, pair, ciphertext, [9], []));
        Refusal.Is(MlsError.DecryptionFailed, () => Hpke.Open(_client.Suite, pair, ciphertext, [], [9]));
        Refusal.Is(MlsError.DecryptionFailed, () => Hpke.Open(_client.Suite, pair, ciphertext with { Ciphertext = new byte[3] }, [], []));
    }

    private KeyPackage WithLeaf(LeafNode leaf) =>
        (Valid with { LeafNode = leaf.Sign(_client.SignatureKey, [], default) }).Sign(_client.SignatureKey);

    private void Refuses(MlsError error, KeyPackage package) => Refusal.OfPackage(error, package, _client.Suite);
}
