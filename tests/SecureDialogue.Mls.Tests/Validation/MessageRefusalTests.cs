using System.Buffers.Binary;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class MessageRefusalTests
{
    private static readonly MessageContent Hello = new MessageContent.ApplicationData("hello"u8.ToArray());
    private static readonly MessageContent RemoveThird = new MessageContent.OfProposal(new Proposal.Remove(new LeafIndex(2)));

    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");

    public MessageRefusalTests() => _ = TestGroup.Of(_alice, _bob, new TestClient("carol"));

    [Fact]
    public void A_message_of_another_group_or_epoch_is_refused()
    {
        var other = new ForgedMessage(_alice, Hello) { Context = context => context with { GroupId = new byte[3] } };
        var future = new ForgedMessage(_alice, Hello) { Context = context => context with { Epoch = 9 } };

        Refuses(MlsError.GroupIdMismatch, other.AsPrivate());
        Refuses(MlsError.EpochMismatch, future.AsPrivate());
        Refusal.OfOwn(MlsError.EpochMismatch, _bob.Group, () => _bob.Group.PeekSender(future.AsPrivate()));
        Accepts(new ForgedMessage(_alice, Hello).AsPrivate());
    }

    [Fact]
    public void The_signature_is_the_senders()
    {
        Refuses(MlsError.MessageSignatureInvalid, new ForgedMessage(_alice, Hello) { HasBadSignature = true }.AsPrivate());
        Refuses(MlsError.MessageSignatureInvalid, new ForgedMessage(_alice, RemoveThird) { HasBadSignature = true }.AsPublic());

        // Bob receives what Alice signed under Carol's name.
        Refuses(MlsError.MessageSignatureInvalid, new ForgedMessage(_alice, Hello) { Sender = Sender.Member(new LeafIndex(2)) }.AsPrivate());
        Accepts(new ForgedMessage(_alice, Hello).AsPrivate());
    }

    [Fact]
    public void The_sender_is_another_member()
    {
        Refuses(MlsError.SenderUnknown, new ForgedMessage(_alice, Hello) { Sender = Sender.Member(new LeafIndex(3)) }.AsPrivate());
        Refuses(MlsError.OwnMessage, _bob.Says("my own"));
        Refuses(MlsError.OwnMessage, new ForgedMessage(_bob, RemoveThird).AsPublic());
        Accepts(_alice.Says("hello"));
    }

    [Fact]
    public void Only_an_unspent_key_and_the_own_signature_prove_a_copy()
    {
        var copy = MlsGroup.Load(_bob.Group.Save());
        var forged = new ForgedMessage(_alice, Hello) { Sender = Sender.Member(new LeafIndex(1)) }.AsPrivate();

        Refuses(MlsError.OwnMessage, forged);
        Refuses(MlsError.WrittenByCopy, copy.Protect("hello"u8, [], 0));
        var spent = _bob.Says("my own");
        Refuses(MlsError.OwnMessage, spent);
        Accepts(_alice.Says("hello"));
    }

    [Fact]
    public void A_message_in_clear_is_the_receivers_own_only_if_it_signed_it()
    {
        var good = new ForgedMessage(_alice, RemoveThird);

        Refuses(MlsError.MessageSignatureInvalid, (good with { Sender = Sender.Member(_bob.Group.OwnLeaf) }).AsPublic());
        _ = _bob.Takes<ProposalReceived>(good.AsPublic(), TestClient.MembersOnly);
    }

    [Fact]
    public void Only_members_send()
    {
        var external = new ForgedMessage(_alice, RemoveThird) { Sender = new Sender(SenderType.External, 0) };
        var joiner = new ForgedMessage(_alice, RemoveThird) { Sender = new Sender(SenderType.NewMemberProposal, 0) };

        Refuses(MlsError.SenderNotSupported, external.AsUntaggedPublic());
        Refuses(MlsError.SenderNotSupported, joiner.AsUntaggedPublic());
        _ = _bob.Takes<ProposalReceived>(new ForgedMessage(_alice, RemoveThird).AsPublic(), TestClient.MembersOnly);
    }

    [Fact]
    public void A_public_message_is_tagged_by_a_member_and_holds_no_application_data()
    {
        var received = _bob.Takes<ProposalReceived>(new ForgedMessage(_alice, RemoveThird).AsPublic(), TestClient.MembersOnly);
        Assert.Equal(Mls.Proposals.ProposalType.Remove, received.Type);

        Refuses(MlsError.MembershipTagInvalid, new ForgedMessage(_alice, RemoveThird).AsUntaggedPublic());
        Refuses(MlsError.ApplicationDataInClear, new ForgedMessage(_alice, Hello).AsUntaggedPublic());
        Assert.Throws<InvalidOperationException>(() => new ForgedMessage(_alice, Hello).AsPublic());
    }

    [Fact]
    public void Changed_bytes_are_refused_wherever_they_are()
    {
        var message = _alice.Says("hello", 64);
        var before = _bob.Group.Save();

        for (var i = 0; i < message.Length; i++)
        {
            var changed = message.ToArray();
            changed[i] ^= 1;
            _ = Assert.Throws<MlsException>(() => _bob.Group.Receive(changed, AcceptAll.Instance));
        }

        Assert.Equal(before, _bob.Group.Save());
        message[^1] ^= 0x80;
        Refuses(MlsError.DecryptionFailed, message);
        message[^1] ^= 0x80;
        Accepts(message);
    }

    [Fact]
    public void Data_shown_in_clear_is_authentic()
    {
        var message = _alice.Group.Protect("hello"u8, "noon"u8, 0);
        var changed = message.ToArray();
        changed[message.AsSpan().IndexOf("noon"u8)] ^= 1;

        Refuses(MlsError.DecryptionFailed, changed);
        Accepts(message);
    }

    [Fact]
    public void Numbers_at_their_limits_are_refused_like_any_other()
    {
        var saved = _alice.Group.Save();
        saved.AsSpan(16, sizeof(ulong)).Fill(0xff);
        using var last = MlsGroup.Load(saved);
        Assert.Equal(ulong.MaxValue, last.Epoch);

        Refusal.Is(MlsError.EpochMismatch, () => last.CreateCommit(new Commits.CommitRequest()));
        Refuses(MlsError.SenderUnknown, SealedAs(uint.MaxValue, 0));
        Refuses(MlsError.SenderUnknown, SealedAs(uint.MaxValue / 2, 0));
        Refuses(MlsError.GenerationTooFar, SealedAs(0, uint.MaxValue));
        Accepts(new ForgedMessage(_alice, Hello).AsPrivate());
    }

    [Fact]
    public void Padding_is_zero()
    {
        Refuses(MlsError.PaddingNotZero, new ForgedMessage(_alice, Hello) { HasBadPadding = true }.AsPrivate());
        Accepts(_alice.Says("hello", 500));
    }

    [Fact]
    public void A_key_serves_once_in_any_order()
    {
        var (first, second) = (_alice.Says("first"), _alice.Says("hello"));
        Accepts(second);
        Refuses(MlsError.GenerationUsed, second);
        Assert.Equal("first", _bob.Hears(first));
        Refuses(MlsError.GenerationUsed, first);
    }

    [Fact]
    public void A_generation_beyond_the_window_is_refused()
    {
        var farthest = new ForgedMessage(_alice, Hello) { Generation = RatchetWindow.MaxForwardSteps }.AsPrivate();
        _ = _alice.Says("one");
        var tooFar = new ForgedMessage(_alice, Hello) { Generation = RatchetWindow.MaxForwardSteps + 1 }.AsPrivate();

        Refuses(MlsError.GenerationTooFar, tooFar);
        Accepts(farthest);
        Accepts(tooFar);
    }

    [Fact]
    public void Only_so_many_skipped_keys_are_kept()
    {
        var (oldest, kept) = (new ForgedMessage(_alice, Hello) { Generation = 9 }.AsPrivate(), new ForgedMessage(_alice, Hello) { Generation = 10 }.AsPrivate());

        Accepts(new ForgedMessage(_alice, Hello) { Generation = 10 + RatchetWindow.MaxSkippedKeys }.AsPrivate());

        Refuses(MlsError.GenerationUsed, oldest);
        Accepts(kept);
    }

    // Sender data that anybody in the group can write, over a ciphertext of nothing.
    private byte[] SealedAs(uint leaf, uint generation)
    {
        var state = _alice.Group.State;
        var message = new PrivateMessage
        {
            GroupId = state.Context.GroupId,
            Epoch = state.Context.Epoch,
            ContentType = ContentType.Application,
            AuthenticatedData = default,
            Ciphertext = new byte[64],
        };
        using var aad = new TlsWriter();
        message.WriteSenderDataAad(aad);
        using var key = MessageProtection.SenderDataKey(state.Suite, message.Ciphertext.Span, state.Secrets.SenderDataSecret);
        var data = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(data, leaf);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), generation);
        var sealedData = state.Suite.Crypto.Seal(state.Suite, new AeadKey(key.Key.Bytes, key.Nonce.Bytes), aad.Written, data);
        return TlsEncoding.Encode(MlsMessage.Of(message with { EncryptedSenderData = sealedData }));
    }

    private void Accepts(byte[] message) => Assert.Equal("hello", _bob.Hears(message));

    private void Refuses(MlsError error, byte[] message) => Refusal.Of(error, _bob.Group, message);
}
