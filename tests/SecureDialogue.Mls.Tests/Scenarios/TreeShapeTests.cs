using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Scenarios;

public sealed class TreeShapeTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void A_full_tree_with_refilled_places_is_joined_and_goes_on(CipherSuiteId suite)
    {
        var group = TestGroup.OfSize(8, suite);
        foreach (var member in group.Members.ToArray())
        {
            _ = group.Commit(member, [], []);
        }

        _ = group.Commit(group.Members[0], [], [group.Members[2], group.Members[5]]);
        _ = group.Commit(group.Members[1], [new TestClient("x", suite), new TestClient("y", suite)], []);
        _ = group.Commit(group.Members[3], [new TestClient("z", suite)], []);
        _ = group.Commit(group.Members[^1], [], []);
        _ = group.Commit(group.Members[4], [new TestClient("last", suite)], [group.Members[0]]);

        Assert.Equal(9, group.Members.Count);
        Assert.Equal(16u, group.Members[0].Group.State.Tree.LeafCount);
    }

    [Fact]
    public void A_tree_shrinks_when_its_right_half_is_empty()
    {
        var group = TestGroup.OfSize(5);

        _ = group.Commit(group.Members[0], [], [group.Members[4], group.Members[3], group.Members[2]]);

        Assert.Equal(2u, group.Members[0].Group.State.Tree.LeafCount);
        Assert.Equal("still here", group.Members[1].Hears(group.Members[0].Says("still here")));
    }

    [Fact]
    public void The_leaf_of_a_removed_member_is_taken_by_the_next()
    {
        var (alice, bob, carol, dave) = (new TestClient("alice"), new TestClient("bob"), new TestClient("carol"), new TestClient("dave"));
        var group = TestGroup.Of(alice, bob, carol);

        _ = group.Commit(alice, [dave], [bob]);

        Assert.Equal(new LeafIndex(1), dave.Group.OwnLeaf);
        Assert.Equal("welcome", dave.Hears(carol.Says("welcome")));
    }

    [Fact]
    public void A_member_alone_heals_and_is_joined_again()
    {
        var (alice, bob) = (new TestClient("alice"), new TestClient("bob"));
        var group = TestGroup.Of(alice);

        _ = group.Commit(alice, [], []);
        _ = group.Commit(alice, [bob], [], forcePath: true);
        _ = group.Commit(bob, [], [alice]);
        _ = group.Commit(bob, [], []);

        Assert.Equal(4UL, bob.Group.Epoch);
    }
}
