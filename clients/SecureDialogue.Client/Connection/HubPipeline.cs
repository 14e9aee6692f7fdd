using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>Puts SignalR's client together: our transport, the JSON hub protocol, the events.</summary>
internal static class HubPipeline
{
    internal static HubConnection Build(RelayTarget target, IConnectionFactory transports, IRelayEvents? events)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(target.Address.HubUri));
        builder.Services.AddSingleton(transports);
        builder.AddJsonProtocol(json =>
        {
            json.PayloadSerializerOptions.RespectNullableAnnotations = true;
            json.PayloadSerializerOptions.RespectRequiredConstructorParameters = true;
        });
        var hub = builder.Build();
        hub.KeepAliveInterval = target.KeepAlive;
        hub.ServerTimeout = target.KeepAlive * 2;
        hub.HandshakeTimeout = target.CallTimeout;
        if (events is not null)
        {
            hub.On(nameof(IRelayEvents.LetterArrived), events.LetterArrived);

            // Items that are dropped here are a gap in the sequence, which is read like any other.
            hub.On<ChannelId, IReadOnlyList<LogItem>>(
                nameof(IRelayEvents.ItemsStored),
                (channel, items) => ReplyShape.AreWhole(items) ? events.ItemsStored(channel, items) : Task.CompletedTask);
            hub.On<ChannelId, ulong, ReadOnlyMemory<byte>>(
                nameof(IRelayEvents.Whispered),
                (channel, epoch, bytes) => bytes.Length <= Limits.WhisperBytes ? events.Whispered(channel, epoch, bytes) : Task.CompletedTask);
        }

        return hub;
    }
}
