namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

public sealed class RowValuesTests
{
    [Fact]
    public void A_value_planted_in_both_is_noticed()
    {
        using var first = Planted.Database("CREATE TABLE letter (id BLOB); INSERT INTO letter VALUES (x'0102030405060708'), (x'AA')");
        using var second = Planted.Database("CREATE TABLE item (a INTEGER, b TEXT, c BLOB); INSERT INTO item VALUES (7, 'no', x'0102030405060708'), (7, 'no', x'AA')");

        Assert.Single(RowValues.Of(first).Values.Intersect(RowValues.Of(second).Values));
    }

    [Fact]
    public void A_value_hidden_inside_others_is_noticed()
    {
        const string shared = "A1A2A3A4A5A6A7A8B1B2B3B4B5B6B7B8";
        using var first = Planted.Database($"CREATE TABLE letter (id BLOB); INSERT INTO letter VALUES (x'01{shared}02')");
        using var second = Planted.Database($"CREATE TABLE item (id BLOB); INSERT INTO item VALUES (x'0304{shared}')");

        Assert.Empty(RowValues.Of(first).Values.Intersect(RowValues.Of(second).Values));
        Assert.Single(RowValues.Of(first).Windows().Intersect(RowValues.Of(second).Windows()));
    }
}
