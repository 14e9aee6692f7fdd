using System.Text;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Validation;

namespace SecureDialogue.Mls.Tests.Scenarios;

public sealed class ConversationTests
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");
    private readonly TestGroup _group;

    public ConversationTests() => _group = TestGroup.Of(_alice, _bob, _carol);

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Three_members_talk_and_a_removed_one_hears_nothing_more(CipherSuiteId suite)
    {
        var (alice, bob, carol) = (new TestClient("alice", suite), new TestClient("bob", suite), new TestClient("carol", suite));
        var group = TestGroup.Of(alice, bob, carol);
        Assert.Equal("hello", bob.Hears(alice.Says("hello")));

        _ = group.Commit(bob, [], [carol]);
        var message = alice.Says("carol has left");

        Assert.Equal("carol has left", bob.Hears(message));
        Refusal.Of(MlsError.EpochMismatch, carol.Group, message);
    }

    [Fact]
    public void A_commit_says_what_it_changes()
    {
        var dave = new TestClient("dave");
        var before = _carol.Group.Members[2].Leaf.Encode();

        var bundle = _group.Commit(_alice, [dave], [_carol]);
        var staged = bundle.Staged;

        Assert.Equal(2UL, staged.Epoch);
        Assert.Equal(dave.KeyPackage.LeafNode.Encode(), Assert.Single(staged.Adds).Leaf.Encode());
        Assert.Equal(before, Assert.Single(staged.Removes).Leaf.Encode());
        Assert.True(staged.HasPath);
        Assert.Equal(["alice", "bob", "dave"], staged.ResultingMembers.Select(member => Name(member)));
    }

    [Fact]
    public void A_path_leaf_keeps_everything_but_its_encryption_key()
    {
        var old = _alice.Group.Members[0].Leaf;

        var leaf = _group.Commit(_alice, [], []).Staged.PathLeaf!;

        Assert.NotEqual(old.EncryptionKey.ToArray(), leaf.EncryptionKey.ToArray());
        Assert.Equal(old.SignatureKey.ToArray(), leaf.SignatureKey.ToArray());
        Assert.Equal(Name(new Member(default, old)), Name(new Member(default, leaf)));
        Assert.Equal(old.Extensions, leaf.Extensions);
    }

    [Fact]
    public void Adds_alone_carry_a_path_only_if_asked()
    {
        Assert.False(_group.Commit(_alice, [new TestClient("dave")], []).Staged.HasPath);
        Assert.True(_group.Commit(_alice, [new TestClient("erin")], [], forcePath: true).Staged.HasPath);
    }

    [Fact]
    public void Only_a_commit_that_adds_has_a_welcome()
    {
        Assert.Null(_group.Commit(_alice, [], []).Welcome);
        Assert.Null(_group.Commit(_alice, [], [_carol]).Welcome);
        Assert.NotNull(_group.Commit(_alice, [new TestClient("dave")], []).Welcome);
    }

    [Fact]
    public void Authenticated_data_is_readable_without_keys_and_authentic_with_them()
    {
        var bundle = _alice.Group.CreateCommit(new CommitRequest { AuthenticatedData = "noon"u8.ToArray() });

        var header = MlsGroup.PeekHeader(bundle.Message.Span);
        var received = _bob.Group.Receive(bundle.Message.Span, AcceptAll.Instance);

        Assert.Equal((WireFormat.PrivateMessage, 1UL, ContentType.Commit), (header.WireFormat, header.Epoch, header.ContentType));
        Assert.Equal("noon"u8.ToArray(), header.AuthenticatedData.ToArray());
        Assert.Equal("noon"u8.ToArray(), received.AuthenticatedData.ToArray());
        Assert.Equal(_alice.Group.OwnLeaf, received.Sender);
    }

    [Fact]
    public void A_joiner_gets_the_group_infos_extensions()
    {
        var dave = new TestClient("dave");
        var extension = new Extension(new ExtensionType(0xf0d2), "hash"u8.ToArray());

        var bundle = _alice.Group.CreateCommit(new CommitRequest { Adds = [dave.KeyPackage], GroupInfoExtensions = [extension] });
        dave.Joins(bundle.Welcome!.Value);

        var found = Assert.Single(dave.Group.JoinedGroupInfoExtensions, joined => joined.Type == extension.Type);
        Assert.Equal("hash"u8.ToArray(), found.Data.ToArray());
    }

    [Fact]
    public void Padding_makes_messages_of_one_size()
    {
        var sizes = Enumerable.Range(0, 301).Select(length => _alice.Says(new string('x', length), 300).Length).Distinct();

        Assert.Single(sizes);
        Assert.Equal(new string('x', 300), _bob.Hears(_alice.Says(new string('x', 300), 300)));
        Assert.Equal(new string('x', 5000), _bob.Hears(_alice.Says(new string('x', 5000), 300)));
    }

    [Fact]
    public void An_old_copy_of_a_store_is_noticed_by_the_own_leafs_messages()
    {
        var message = _alice.Says("from the newer copy");

        Refusal.Of(MlsError.OwnMessage, _alice.Group, message);
        Assert.Equal(new MessageSender(_alice.Group.OwnLeaf, 0), _alice.Group.PeekSender(message));
    }

    private static string Name(Member member) =>
        Encoding.UTF8.GetString(((Credentials.BasicCredential)member.Leaf.Credential).Identity.Span);
}
