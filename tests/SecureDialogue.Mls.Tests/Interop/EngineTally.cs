namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>What the members of one engine did in a run of schedules.</summary>
internal sealed class EngineTally
{
    internal int Commits;
    internal int Joins;
    internal int Removals;
    internal int Opened;

    internal void Add(EngineTally other)
    {
        Commits += other.Commits;
        Joins += other.Joins;
        Removals += other.Removals;
        Opened += other.Opened;
    }
}
