using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace SecureDialogue.Server.Relay;

/// <summary>An event of <see cref="Wire.IRelayEvents"/>, encoded once however many connections get it.</summary>
internal static class Push
{
    public static SerializedHubMessage Event(string name, params object?[] arguments) => new(new InvocationMessage(name, arguments));
}
