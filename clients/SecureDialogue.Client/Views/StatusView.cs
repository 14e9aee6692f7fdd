namespace SecureDialogue.Client.Views;

/// <summary>How this device stands; read from the store only.</summary>
/// <param name="Dialogue">Title, empty while not admitted.</param>
/// <param name="Name">The own name.</param>
/// <param name="Party">Own party code; empty for neutral people.</param>
/// <param name="Roles">Own roles in words of the glossary.</param>
/// <param name="Stage"><c>asked</c> (request sent), <c>digits</c> (digits can be compared), <c>admitted</c>, <c>declined</c>, <c>in doubt</c> or <c>stopped</c>.</param>
/// <param name="Relay">The relay's address.</param>
/// <param name="Charter">SHA-256 of the Charter in force, hexadecimal.</param>
/// <param name="Channels">Channels one is in.</param>
/// <param name="Waiting">Messages waiting to be sent.</param>
/// <param name="Requests">Requests waiting for this officer.</param>
public sealed record StatusView(
    string Dialogue, string Name, string Party, IReadOnlyList<string> Roles, string Stage, string Relay, string Charter, int Channels, int Waiting, int Requests);
