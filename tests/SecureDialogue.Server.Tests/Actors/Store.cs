namespace SecureDialogue.Server.Tests.Actors;

/// <summary>Where a relay keeps what it has.</summary>
public enum Store
{
    Sqlite,
    Postgres,
}
