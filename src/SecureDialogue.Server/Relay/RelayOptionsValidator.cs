using System.Net;
using FluentValidation;

namespace SecureDialogue.Server.Relay;

/// <summary>Refuses settings with a sentence that names the key.</summary>
internal sealed class RelayOptionsValidator : AbstractValidator<RelayOptions>
{
    public RelayOptionsValidator()
    {
        _ = RuleFor(o => o.Address).Must(a => IPAddress.TryParse(a, out _)).WithMessage("Relay:Address must be an IP address.");
        _ = RuleFor(o => o.Port).InclusiveBetween(0, 65535).WithMessage("Relay:Port must be 0 to 65535.");
        _ = RuleFor(o => o.DataDirectory).NotEmpty().WithMessage("Relay:DataDirectory must not be empty.");
        _ = RuleFor(o => o.PublicUrl).Must(IsUrl).WithMessage("Relay:PublicUrl must be an http:// or https:// address, or empty.");
        _ = RuleFor(o => o.TlsCertificate).Must(IsFile).WithMessage("Relay:TlsCertificate names no file.");
        _ = RuleFor(o => o.TlsKey).Must(IsFile).WithMessage("Relay:TlsKey names no file.");
        _ = RuleFor(o => o.TlsKey).NotEmpty().When(o => o.TlsCertificate.Length > 0).WithMessage("Relay:TlsKey is needed with Relay:TlsCertificate.");
        _ = RuleFor(o => o.TlsCertificate).NotEmpty().When(o => o.TlsKey.Length > 0).WithMessage("Relay:TlsCertificate is needed with Relay:TlsKey.");
        _ = RuleFor(o => o.WebDirectory).Must(IsWebDirectory).WithMessage("Relay:WebDirectory names no folder.");
        _ = RuleForEach(o => o.WebOrigins).Must(IsOrigin).WithMessage("Relay:WebOrigins must be addresses such as https://talks.example.org, without a path.");
        _ = RuleFor(o => o.PassQuota).GreaterThan(0).WithMessage("Relay:PassQuota must be 1 or more.");
        _ = RuleFor(o => o.CommitBatch).InclusiveBetween(1, 10_000).WithMessage("Relay:CommitBatch must be 1 to 10000.");
        _ = RuleFor(o => o.CommitWindowMilliseconds).InclusiveBetween(0, 1000).WithMessage("Relay:CommitWindowMilliseconds must be 0 to 1000.");
        _ = RuleFor(o => o.CheckpointPages).InclusiveBetween(1, 1_000_000).WithMessage("Relay:CheckpointPages must be 1 to 1000000.");
        _ = RuleFor(o => o.CheckpointIdleMilliseconds).InclusiveBetween(1, 3_600_000).WithMessage("Relay:CheckpointIdleMilliseconds must be 1 to 3600000.");
        _ = RuleFor(o => o.RewriteMinutes).InclusiveBetween(1, 1_000_000).WithMessage("Relay:RewriteMinutes must be 1 to 1000000.");
        _ = RuleFor(o => o.MaxDatabasePages).GreaterThanOrEqualTo(0).WithMessage("Relay:MaxDatabasePages must be 0 or more.");
        _ = RuleFor(o => o.CallsPerSecond).GreaterThan(0).WithMessage("Relay:CallsPerSecond must be 1 or more.");
        _ = RuleFor(o => o.CallBurst).GreaterThan(0).WithMessage("Relay:CallBurst must be 1 or more.");
        _ = RuleFor(o => o.FetchesPerMinute).GreaterThan(0).WithMessage("Relay:FetchesPerMinute must be 1 or more.");
        _ = RuleFor(o => o.HelloSeconds).InclusiveBetween(1, 3600).WithMessage("Relay:HelloSeconds must be 1 to 3600.");
        _ = RuleFor(o => o.PushBacklogBytes).GreaterThanOrEqualTo(1024).WithMessage("Relay:PushBacklogBytes must be 1024 or more.");
        _ = RuleFor(o => o.WhispersPerMinute).InclusiveBetween(1, 1_000_000).WithMessage("Relay:WhispersPerMinute must be 1 to 1000000.");
        _ = RuleFor(o => o.NegotiationsPerSecond).InclusiveBetween(1, 1_000_000).WithMessage("Relay:NegotiationsPerSecond must be 1 to 1000000.");
        _ = RuleFor(o => o.MetricsEndpoint).Must(IsUrl).WithMessage("Relay:MetricsEndpoint must be an http:// or https:// address, or empty.");
        _ = RuleFor(o => o.MetricsSeconds).InclusiveBetween(1, 86_400).WithMessage("Relay:MetricsSeconds must be 1 to 86400.");
    }

    private static bool IsFile(string path) => path.Length == 0 || File.Exists(path);

    /// <summary>Without the built-in folder a relay serves no web client; a folder that somebody named must be there.</summary>
    private static bool IsWebDirectory(string path) => path.Length == 0 || path == new RelayOptions().WebDirectory
        || Directory.Exists(Path.GetFullPath(path, AppContext.BaseDirectory));

    private static bool IsOrigin(string origin) =>
        IsUrl(origin) && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == origin;

    private static bool IsUrl(string url) => url.Length == 0
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !url.Contains('#', StringComparison.Ordinal));
}
