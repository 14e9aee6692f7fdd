using SecureDialogue.Server.Platform;

namespace SecureDialogue.Server.Relay;

/// <summary>What the operator decided: appsettings.json, environment, command line.</summary>
internal sealed record RelaySettings(RelayOptions Options, ConnectionStringsOptions Connections)
{
    /// <exception cref="StartRefusedException">A setting is not usable.</exception>
    public static RelaySettings Read(IConfiguration configuration)
    {
        RelayOptions options;
        try
        {
            options = configuration.GetSection(RelayOptions.Section).Get<RelayOptions>() ?? new RelayOptions();
        }
        catch (InvalidOperationException failure)
        {
            throw new StartRefusedException(failure.Message);
        }

        var errors = new RelayOptionsValidator().Validate(options).Errors;
        return errors.Count > 0
            ? throw new StartRefusedException(string.Join(Environment.NewLine, errors.Select(error => error.ErrorMessage)))
            : new RelaySettings(options, configuration.GetSection(ConnectionStringsOptions.Section).Get<ConnectionStringsOptions>() ?? new ConnectionStringsOptions());
    }

    /// <summary>As the relay itself would read them.</summary>
    /// <param name="args">Command line, such as <c>--Relay:DataDirectory=…</c>.</param>
    public static RelaySettings Read(string[] args) =>
        Read(WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }).Configuration);
}
