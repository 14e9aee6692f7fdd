using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace SecureDialogue.Server.Relay;

/// <summary>
/// SignalR's JSON protocol, strict inside and calm outside: an argument that does not bind (unknown field, malformed base64, a
/// wrong type) reaches the hub as null and is answered <see cref="Wire.RelayCode.Malformed"/>; a frame that is no message is
/// passed over. Neither disconnects, neither is logged.
/// </summary>
internal sealed class RelayHubProtocol : IHubProtocol
{
    private readonly JsonHubProtocol _json = new(Options.Create(StrictJson()));

    public string Name => _json.Name;

    public int Version => _json.Version;

    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var before = input.Length;
        try
        {
            if (!_json.TryParseMessage(ref input, binder, out message))
            {
                if (input.Length == before)
                {
                    return false;
                }

                // A whole frame of an unknown type.
                message = PingMessage.Instance;
            }
        }
        catch (InvalidDataException)
        {
            message = PingMessage.Instance;
        }

        if (message is InvocationBindingFailureMessage failure)
        {
            message = new InvocationMessage(failure.InvocationId, failure.Target, [null]);
        }

        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => _json.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    private static JsonHubProtocolOptions StrictJson()
    {
        var options = new JsonHubProtocolOptions();
        var json = options.PayloadSerializerOptions;
        json.PropertyNameCaseInsensitive = false;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
        json.AllowDuplicateProperties = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.ReadCommentHandling = JsonCommentHandling.Disallow;
        json.Converters.Add(new BytesConverter());
        return options;
    }
}
