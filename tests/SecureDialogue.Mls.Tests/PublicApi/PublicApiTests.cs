namespace SecureDialogue.Mls.Tests.PublicApi;

/// <summary>What others may call is a file: a difference is a decision, and then UPDATE_GOLDEN=1 writes it anew.</summary>
public sealed class PublicApiTests
{
    private const string Approved = "tests/SecureDialogue.Mls.Tests/PublicApi/SecureDialogue.Mls.txt";

    [Fact]
    public void Public_API_is_the_one_that_was_approved()
    {
        var found = ApiText.Of(typeof(MlsException).Assembly);

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Repository.Path(Approved), found);
        }

        Assert.Equal(Repository.Read(Approved), found);
    }

    [Fact]
    public void A_member_reads_as_it_is_declared()
    {
        Assert.Equal("string? Find(int index, string name = \"x\")", ApiText.Of(typeof(Sample).GetMethod(nameof(Sample.Find))!));
        Assert.Equal("required IReadOnlyList<byte[]> Items { get; init; }", ApiText.Of(typeof(Sample).GetProperty(nameof(Sample.Items))!));
    }

    private sealed class Sample
    {
        public required IReadOnlyList<byte[]> Items { get; init; }

        public string? Find(int index, string name = "x") => Items.Count > index ? name : null;
    }
}
