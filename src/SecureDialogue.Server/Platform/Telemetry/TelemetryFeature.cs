using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Platform.Telemetry;

/// <summary>Sends the relay's own metrics and those of the .NET runtime to a collector, if the operator names one.</summary>
internal static class TelemetryFeature
{
    private const string Service = "securedialogue-relay";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, RelayOptions options)
    {
        if (options.MetricsEndpoint.Length == 0)
        {
            return services;
        }

        // Nothing of the framework's: its meters carry host names and routes. Nothing of this machine's name or environment either.
        return services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(Service, autoGenerateServiceInstanceId: false, serviceVersion: RelayIdentity.Release))
            .AddMeter(RelayMetrics.MeterName, "System.Runtime")
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = new Uri(options.MetricsEndpoint);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.MetricsSeconds * 1000;
            })
            .Build());
    }

    /// <summary>Begins to measure, before the first connection comes.</summary>
    public static void StartTelemetry(this WebApplication app) => _ = app.Services.GetService<MeterProvider>();
}
