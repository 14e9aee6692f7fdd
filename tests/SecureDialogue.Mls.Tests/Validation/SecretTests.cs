using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_is_zero_and_closed_after_its_owner_is_done_with_it()
    {
        var secret = new Secret([1, 2, 3]);
        var bytes = secret.Span;

        secret.Dispose();

        Assert.Equal([0, 0, 0], bytes.ToArray());
        Assert.Throws<ObjectDisposedException>(() => secret.Bytes.Length);
    }

    [Fact]
    public void A_merged_group_has_zeroed_the_epoch_before()
    {
        var alice = new TestClient("alice").Creates();
        var initBytes = alice.Group.State.Secrets.InitSecret.Span;
        var leafBytes = alice.Group.State.Keys[default].PrivateKey.Span;
        var staged = alice.Group.CreateCommit(new Commits.CommitRequest()).Staged;

        alice.Group.Merge(staged);

        Assert.Equal(new byte[32], initBytes.ToArray());
        Assert.Equal(new byte[32], leafBytes.ToArray());
    }

    [Fact]
    public void A_group_that_was_disposed_of_has_zeroed_its_keys()
    {
        var alice = new TestClient("alice").Creates();
        var signature = alice.Group.State.SignatureKey.PrivateKey.Span;

        alice.Group.Dispose();

        Assert.Equal(new byte[32], signature.ToArray());
        Assert.Throws<ObjectDisposedException>(() => alice.Says("too late"));
        Assert.NotEqual(new byte[32], alice.SignatureKey.PrivateKey.Bytes.ToArray());
    }

    [Fact]
    public void Nothing_secret_is_in_the_text_of_a_refusal()
    {
        var thrown = Assert.Throws<MlsException>(() => MlsGroup.Load([9, 9]));

        Assert.Equal("refused: SnapshotVersionUnknown", thrown.Message);
    }
}
