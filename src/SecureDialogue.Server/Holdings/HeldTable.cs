namespace SecureDialogue.Server.Holdings;

/// <summary>A table as an operator reads of it.</summary>
/// <param name="Name">In the database.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Columns">All of them, the key first.</param>
internal sealed record HeldTable(string Name, string Meaning, params (string Name, string Meaning)[] Columns)
{
    /// <summary>How many columns its key has.</summary>
    public int KeyColumns { get; init; } = 1;

    public bool Has(string column) => Columns.Any(one => one.Name == column);
}
