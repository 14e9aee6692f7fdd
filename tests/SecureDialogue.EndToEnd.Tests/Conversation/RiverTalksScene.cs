namespace SecureDialogue.EndToEnd.Tests.Conversation;

/// <summary>One scene for all classes that look at it.</summary>
[CollectionDefinition(Name)]
public sealed class RiverTalksScene : ICollectionFixture<RiverTalks>
{
    public const string Name = "River talks";
}
