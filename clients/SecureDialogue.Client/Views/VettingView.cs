namespace SecureDialogue.Client.Views;

/// <summary>What officers wrote down of somebody before they sign. Only officers read it.</summary>
/// <param name="Standing"><c>non-official</c>, <c>former-official</c> or <c>official-in-personal-capacity</c>.</param>
/// <param name="Acceptability">Who vouches and why the other side can accept the person, at most 1000 characters.</param>
/// <param name="Counsel">Counsel's answer: <c>yes</c>, <c>conditions</c> or <c>no</c>.</param>
/// <param name="ListVersion">Which list was read, at most 64 characters; people read lists, nothing is looked up.</param>
/// <param name="Conditions">What counsel asks for, at most 1000 characters.</param>
/// <param name="NextReview">When counsel is asked again.</param>
public sealed record VettingView(string Standing, string Acceptability, string Counsel, string ListVersion, string Conditions, DateTimeOffset NextReview);
