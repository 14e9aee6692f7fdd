using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using SecureDialogue.Server.Channels;
using SecureDialogue.Server.Dialogues;
using SecureDialogue.Server.Mailboxes;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Health;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Platform.Telemetry;
using SecureDialogue.Server.Web;

namespace SecureDialogue.Server.Relay;

/// <summary>Composes a relay: settings, logs, store, slices.</summary>
internal static class RelayHost
{
    /// <summary>Slower than the slowest telephone; a trickle is slower.</summary>
    private const int BodyBytesPerSecond = 240;

    /// <summary>Runs a relay until it is asked to end.</summary>
    /// <param name="args">Command line.</param>
    /// <returns>0.</returns>
    /// <exception cref="StartRefusedException">A setting or the data directory is not usable.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = await BuildAsync(args, _ => { }, CancellationToken.None);
        await app.StartAsync();
        await app.Services.GetRequiredService<BeginLine>().PrintAsync(Console.Out, CancellationToken.None);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <param name="args">Command line, such as <c>--Relay:Port=0</c>.</param>
    /// <param name="adjust">What a test changes before the relay is built.</param>
    /// <param name="cancellation">Ends the opening of the store.</param>
    /// <exception cref="StartRefusedException">A setting or the data directory is not usable.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder> adjust, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        Log(builder.Logging);
        adjust(builder);
        var settings = RelaySettings.Read(builder.Configuration);
        var options = settings.Options;
        _ = builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        Listen(builder, options);
        await OpenStoreAsync(builder.Services, settings, cancellation);
        _ = builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3))
            .AddRelay(options).AddDialogues().AddMailboxes().AddChannels().AddWeb(options.WebDirectory).AddTelemetry(options);
        var app = builder.Build();

        // Resolved now: the container closes what it made in the opposite order.
        _ = app.Services.GetRequiredService<RelayStore>();
        app.StartTelemetry();
        app.MapHealth();
        app.UseWebOrigins();
        app.MapRelay();
        app.MapWeb();
        return app;
    }

    /// <summary>Standard error only. The framework's own words hold addresses and stacks of what clients sent: it is not asked.</summary>
    private static void Log(ILoggingBuilder logging)
    {
        _ = logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft.AspNetCore", LogLevel.None)
            .AddFilter("Microsoft.Hosting", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        _ = logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void Listen(WebApplicationBuilder builder, RelayOptions options)
    {
        var certificate = Certificate(options);
        _ = builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = options.FirstWord;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, options.FirstWord + TimeSpan.FromSeconds(1));
            kestrel.Listen(IPAddress.Parse(options.Address), options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    _ = listen.UseHttps(certificate, https => https.HandshakeTimeout = options.FirstWord);
                }

                listen.CloseSilentAfter(options.FirstWord);
            });
        });
    }

    private static X509Certificate2? Certificate(RelayOptions options)
    {
        try
        {
            return options.TlsCertificate.Length == 0 ? null : X509Certificate2.CreateFromPemFile(options.TlsCertificate, options.TlsKey);
        }
        catch (CryptographicException)
        {
            throw new StartRefusedException("Relay:TlsCertificate and Relay:TlsKey are no certificate with its key in PEM.");
        }
    }

    private static async Task OpenStoreAsync(IServiceCollection services, RelaySettings settings, CancellationToken cancellation)
    {
        var store = RelayStore.Open(settings, LoggerFactory.Create(Log).CreateLogger<GroupCommit>());
        var identity = await RelayIdentity.LoadAsync(store.Mailboxes, cancellation);
        _ = await services.AddNodesAsync(settings.Connections, store.Mailboxes, store.Channels, cancellation);

        var swept = await Calendar.SweptAsync(store.Mailboxes, cancellation);
        _ = services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Calendar>(provider, swept));

        // Made by a function, so that the container closes it.
        _ = services.AddSingleton(_ => store).AddSingleton(store.Mailboxes).AddSingleton(store.Channels).AddSingleton(identity).AddSingleton<BeginLine>();
    }
}
