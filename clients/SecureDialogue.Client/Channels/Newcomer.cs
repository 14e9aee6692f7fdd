using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.KeyPackages;

namespace SecureDialogue.Client.Channels;

/// <summary>Somebody to be added, with the key package that was fetched for them.</summary>
/// <param name="Name">The chosen name.</param>
/// <param name="Device">The device key.</param>
/// <param name="Card">Where the Welcome goes.</param>
/// <param name="Package">Used again when the commit must be built again.</param>
internal sealed record Newcomer(string Name, DeviceKey Device, MailboxCard Card, KeyPackage Package);
