namespace SecureDialogue.Client.Views;

/// <summary>What two people, or all in a channel, compare to make sure of each other.</summary>
/// <param name="Digits">Five groups of four digits, separated by single spaces; always left to right.</param>
/// <param name="Scan">What the QR code holds, to be scanned from the other's screen.</param>
/// <param name="With">With whom: a name, or the channel's title.</param>
/// <param name="Members">The names of the other devices that the digits stand for; each of these people must be there.</param>
/// <param name="Verified">Whether they are marked now.</param>
public sealed record VerificationView(string Digits, string Scan, string With, IReadOnlyList<string> Members, bool Verified);
