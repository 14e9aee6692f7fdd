namespace SecureDialogue.Client.Founding;

/// <summary>By which link this device came to the founding, until all founders have signed.</summary>
/// <param name="Link">The founding link.</param>
/// <param name="Hour">When it was answered, hours since 1970.</param>
internal sealed record FoundingAnswer(string Link, uint Hour);
