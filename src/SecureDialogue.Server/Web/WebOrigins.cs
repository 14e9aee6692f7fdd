using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Web;

/// <summary>
/// Which pages may speak to the hub: those of the relay's own address, and those of <see cref="RelayOptions.WebOrigins"/>. Browsers say
/// in <c>Origin</c> whose page asks and enforce it for no web socket by themselves; programs say nothing and are let through. No secret
/// hangs on it, since the relay knows no cookies: it keeps strangers' pages from using their visitors' browsers against the relay.
/// </summary>
internal static class WebOrigins
{
    private const string Methods = "GET, POST, DELETE";
    private const string ADay = "86400";

    public static void UseWebOrigins(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<RelayOptions>>().Value;
        _ = app.Use((context, next) =>
        {
            var origin = context.Request.Headers.Origin.ToString();
            return origin.Length == 0 || !context.Request.Path.StartsWithSegments(ProtocolVersion.HubPath, StringComparison.Ordinal)
                ? next(context)
                : AnswerAsync(context, origin, options, next);
        });
    }

    private static Task AnswerAsync(HttpContext context, string origin, RelayOptions options, RequestDelegate next)
    {
        var isElsewhere = options.WebOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
        if (!isElsewhere && !IsOwn(context.Request, origin, options.PublicUrl))
        {
            ContentSecurity.Set(context.Response.Headers, context.Request.IsHttps || options.PublicUrl.StartsWith("https://", StringComparison.Ordinal));
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        if (isElsewhere)
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = HeaderNames.Origin;
        }

        return isElsewhere && HttpMethods.IsOptions(context.Request.Method) ? PreflightAsync(context) : next(context);
    }

    /// <summary>What a browser asks before it polls another address (Fetch, "CORS-preflight request").</summary>
    private static Task PreflightAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowMethods = Methods;
        context.Response.Headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
        context.Response.Headers.AccessControlMaxAge = ADay;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Behind a proxy that ends TLS the scheme is another one; host and port are what the browser typed, or the public address.</summary>
    private static bool IsOwn(HttpRequest request, string origin, string publicUrl) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(publicUrl, UriKind.Absolute, out var known) && known.Authority.Equals(uri.Authority, StringComparison.OrdinalIgnoreCase)));
}
