namespace SecureDialogue.Mls.Tests.Scenarios;

public sealed class ConversationTests
{
    [Fact]
    public void Three_members_talk_and_a_removed_one_hears_nothing_more()
    {
        var (alice, bob, carol) = (new TestClient("alice"), new TestClient("bob"), new TestClient("carol"));
        var group = TestGroup.Of(alice, bob, carol);
        Assert.Equal("hello", bob.Hears(alice.Says("hello")));

        _ = group.Commit(bob, [], [carol]);
        var message = alice.Says("carol has left");

        Assert.Equal("carol has left", bob.Hears(message));
        Assert.Equal(MlsError.EpochMismatch, Assert.Throws<MlsException>(() => carol.Hears(message)).Error);
    }
}
