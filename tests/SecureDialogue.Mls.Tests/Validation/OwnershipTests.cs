using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>
/// Every secret has an owner that disposes of it, also when what it was made for does not come about. What a peer's bytes do is
/// counted in <see cref="Refusal"/>, for each rule there is; here are the callers' mistakes and what goes well.
/// </summary>
public sealed class OwnershipTests
{
    private static readonly GroupRetention Impossible = new() { PastEpochs = -1 };

    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");

    [Fact]
    public void The_ledger_sees_a_secret_that_nobody_disposed_of()
    {
        using var ledger = new SecretLedger();
        var forgotten = new Secret([1]);
        new Secret([2]).Dispose();

        Assert.Equal((2, 1), (ledger.Made, ledger.Live));

        forgotten.Dispose();
        Assert.Equal(0, ledger.Live);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void The_life_of_a_group_leaves_no_secret_behind(CipherSuiteId suite)
    {
        var (alice, bob, carol, dave) = (Lasting("alice", suite), Lasting("bob", suite), Lasting("carol", suite), Lasting("dave", suite));
        using var shared = new Secret([7]);
        using var ledger = new SecretLedger();

        var group = TestGroup.Of(alice, bob);
        var late = alice.Says("late");
        var (first, second) = (bob.Says("first"), bob.Says("second"));
        Assert.Equal(("second", "first"), (alice.Hears(second), alice.Hears(first)));
        var update = bob.Group.ProposeUpdate(new LeafChange());
        _ = alice.Takes<ProposalReceived>(update.Message);
        var psk = new ExternalPsk("psk"u8.ToArray(), shared);
        var options = new ReceiveOptions { Validator = AcceptAll.Instance, ExternalPsks = [psk] };
        var request = new CommitRequest { Adds = [carol.KeyPackage], ProposalReferences = [update.Reference], ExternalPsks = [psk] };
        carol.Joins(group.Commit(alice, request, options).Welcome!.Value, psk);
        group.Members.Add(carol);
        _ = bob.Takes<ApplicationReceived>(late);
        alice.Restarts();
        group.Admit(dave, MlsGroup.JoinExternally(alice.Group.ExportGroupInfo(), dave.AsJoiner));
        alice.Group.CreateCommit(new CommitRequest()).Staged.Dispose();
        _ = group.Commit(bob, [], [carol]);
        Assert.True(ledger.Live > 0);
        foreach (var member in new[] { alice, bob, carol, dave })
        {
            member.Group.Dispose();
        }

        Assert.True(ledger.Live == 0, $"{ledger.Live} of {ledger.Made} secrets live on");
    }

    [Fact]
    public void An_epoch_whose_Welcome_cannot_be_made_is_zeroed()
    {
        _ = _alice.Creates();
        var request = new CommitRequest { Adds = [_bob.KeyPackage], GroupInfoExtensions = [null!] };

        LeavesNothing<NullReferenceException>(() => _alice.Group.CreateCommit(request));

        _bob.Joins(_alice.Group.CreateCommit(request with { GroupInfoExtensions = [] }).Welcome!.Value);
    }

    [Fact]
    public void A_key_that_was_disposed_of_too_early_takes_the_others_with_it()
    {
        _ = TestGroup.Of(_alice, _bob);
        var (psk, key) = (new ExternalPsk(new byte[1], new Secret([1])), SignatureKeyPair.Generate(_alice.Suite));
        psk.Secret.Dispose();
        key.Dispose();

        LeavesNothing<ObjectDisposedException>(() => _alice.Group.CreateCommit(new CommitRequest { ExternalPsks = [psk] }));
        LeavesNothing<ObjectDisposedException>(() => _alice.Group.CreateCommit(new CommitRequest { Leaf = new LeafChange { SignatureKey = key } }));
        LeavesNothing<ObjectDisposedException>(() => _alice.Group.ProposeUpdate(new LeafChange { SignatureKey = key }));
        LeavesNothing<ObjectDisposedException>(() => MlsGroup.Create(_carol.Creation with { SignatureKey = key }));
        LeavesNothing<ObjectDisposedException>(
            () => KeyPackage.Create(_carol.Suite, _carol.Credential, key, Capabilities.Of(_carol.Suite, []), TestClient.Always, [], []));
    }

    [Fact]
    public void A_group_that_is_asked_for_the_impossible_is_zeroed()
    {
        var group = TestGroup.Of(_alice, _bob);
        var welcome = group.Commit(_alice, new CommitRequest { Adds = [_carol.KeyPackage] }).Welcome!.Value.ToArray();
        var info = _alice.Group.ExportGroupInfo();
        var dave = new TestClient("dave").AsJoiner;
        var required = new RequiredCapabilities([new(0xf0d0)], [], []).ToExtension();

        LeavesNothing<ArgumentException>(() => MlsGroup.Create(_carol.Creation with { Retention = Impossible }));
        LeavesNothing<MlsException>(() => MlsGroup.Create(_carol.Creation with { GroupContextExtensions = [required] }));
        LeavesNothing<ArgumentException>(() => MlsGroup.Join(
            welcome, _carol.KeyPackage, _carol.Secrets, new JoinOptions { Validator = AcceptAll.Instance, Retention = Impossible }));
        LeavesNothing<ArgumentException>(() => MlsGroup.JoinExternally(info, dave with { Retention = Impossible }));
        LeavesNothing<ArgumentException>(() => _alice.Group.CreateBranch(_alice.Creation with { GroupId = new byte[1] }, []));
        _carol.Joins(welcome);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Private_keys_that_are_none_are_zeroed(CipherSuiteId id)
    {
        var suite = CipherSuite.Get(id);
        var good = SignatureKeyPair.Generate(suite).PrivateKey.Bytes.ToArray();
        byte[] tooLong = [1, .. good];

        LeavesNothing<ArgumentException>(() => HpkeKeyPair.FromPrivateKey(suite, tooLong));
        LeavesNothing<ArgumentException>(() => SignatureKeyPair.FromPrivateKey(suite, tooLong));
        LeavesNothing<ArgumentException>(() => KeyPackageSecrets.FromPrivateKeys(suite, good, good, tooLong));
        KeyPackageSecrets.FromPrivateKeys(suite, good, good, good).Dispose();
    }

    [Fact]
    public void Data_without_a_good_signature_is_zeroed()
    {
        _ = TestGroup.Of(_alice, _bob);
        var (suite, state) = (_bob.Suite, _bob.Group.State);
        var message = MlsMessage.Decode<PrivateMessage>(_alice.Says("not to be seen"));
        var sender = MessageProtection.OpenSenderData(suite, message, state.Secrets.SenderDataSecret);
        using var key = state.Ratchets.Prepare(sender.Leaf, RatchetKind.Application, sender.Generation);
        var unverified = MessageProtection.Open(suite, message, sender, key.Key);
        var good = unverified.Verify(suite, state.Context, _alice.SignatureKey.PublicKey.Span);
        var data = Assert.IsType<MessageContent.ApplicationData>(good.Content.Content).Data;
        Assert.Equal("not to be seen"u8.ToArray(), data.ToArray());

        Refusal.Is(MlsError.MessageSignatureInvalid, () => unverified.Verify(suite, state.Context, _carol.SignatureKey.PublicKey.Span));

        Assert.Equal(new byte[14], data.ToArray());
    }

    [Theory]
    [InlineData(CipherSuiteId.P256Aes128GcmSha256P256)]
    [InlineData(CipherSuiteId.P521Aes256GcmSha512P521)]
    public void A_snapshot_with_a_private_key_that_is_none_is_refused(CipherSuiteId suite)
    {
        var alice = new TestClient("alice", suite).Creates();
        var saved = alice.Group.Save();
        foreach (var key in new[] { alice.Group.State.SignatureKey.PrivateKey, alice.Group.State.Keys[default(LeafIndex).Node].PrivateKey })
        {
            var changed = saved.ToArray();
            changed.AsSpan(saved.AsSpan().IndexOf(key.Bytes), key.Length).Clear();

            Refusal.OfBytes(MlsError.ValueUnknown, "snapshot", changed);
        }

        var package = alice.Secrets.Save();
        package.AsSpan(package.AsSpan().IndexOf(alice.Secrets.Init.PrivateKey.Bytes), alice.Secrets.Init.PrivateKey.Length).Clear();
        Refusal.OfBytes(MlsError.ValueUnknown, "secrets", package);
        Acceptance.OfBytes("secrets", alice.Secrets.Save());
        Acceptance.OfBytes("snapshot", saved);
    }

    private static TestClient Lasting(string name, CipherSuiteId suite) =>
        new(name, suite) { Retention = new GroupRetention { PastEpochs = 2, ResumptionPsks = 2 } };

    private static void LeavesNothing<T>(Action action)
        where T : Exception
    {
        using var ledger = new SecretLedger();
        _ = Assert.ThrowsAny<T>(action);
        Assert.True(ledger.Live == 0, $"{ledger.Live} of {ledger.Made} secrets live on");
    }
}
