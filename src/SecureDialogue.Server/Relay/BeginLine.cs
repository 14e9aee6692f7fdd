using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace SecureDialogue.Server.Relay;

/// <summary>The one line on standard output: the Begin link of a fresh data directory, later the relay's address.</summary>
internal sealed class BeginLine(RelayIdentity identity, IServer server, IOptions<RelayOptions> options)
{
    public async Task PrintAsync(TextWriter output, CancellationToken cancellation)
    {
        if (identity.BeginToken is { } token)
        {
            await output.WriteLineAsync($"Begin: {Url()}/#pass={token}".AsMemory(), cancellation);
            await output.FlushAsync(cancellation);
            await identity.ConfirmPrintedAsync(cancellation);
        }
        else
        {
            await output.WriteLineAsync($"Relay: {Url()}".AsMemory(), cancellation);
            await output.FlushAsync(cancellation);
        }
    }

    private string Url()
    {
        if (options.Value.PublicUrl.Length > 0)
        {
            return options.Value.PublicUrl.TrimEnd('/');
        }

        var bound = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return $"{bound.Scheme}://127.0.0.1:{bound.Port}";
    }
}
