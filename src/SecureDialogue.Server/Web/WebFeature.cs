using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Web;

/// <summary>
/// The web client's files, for whatever path is not the hub's and not a health check's. The link's secret stands after <c>#</c> and
/// never reaches the relay; paths are neither logged nor counted.
/// </summary>
internal static class WebFeature
{
    private const string NotBuilt =
        "This relay works, but it has no web client.\nBuild one with `bash infra/run.sh --build-only`, or name its folder with Relay:WebDirectory.\n";

    private const string Elsewhere = "This relay works. Its web client is at another address:\n";

    /// <param name="services">Where it is added.</param>
    /// <param name="directory">Folder of the built client; relative to the program, empty = none is served.</param>
    public static IServiceCollection AddWeb(this IServiceCollection services, string directory) =>
        services.AddSingleton(directory.Length == 0 ? WebFiles.None : WebFiles.Read(Path.GetFullPath(directory, AppContext.BaseDirectory)));

    public static void MapWeb(this WebApplication app)
    {
        var (files, options) = (app.Services.GetRequiredService<WebFiles>(), app.Services.GetRequiredService<IOptions<RelayOptions>>().Value);

        // Behind a proxy that ends TLS the relay itself is asked in clear.
        var isPublicHttps = options.PublicUrl.StartsWith("https://", StringComparison.Ordinal);
        var missing = options.WebOrigins.Count == 0 ? NotBuilt : Elsewhere + string.Concat(options.WebOrigins.Select(origin => origin + "\n"));
        _ = app.MapFallback("{**path}", context => AnswerAsync(context, files, missing, isPublicHttps || context.Request.IsHttps));
    }

    private static Task AnswerAsync(HttpContext context, WebFiles files, string missing, bool isHttps)
    {
        var path = context.Request.Path.Value ?? "";
        ContentSecurity.Set(context.Response.Headers, isHttps);
        if (files.Find(path) is not { } file)
        {
            return RefuseAsync(context.Response, StatusCodes.Status404NotFound, path == "/" && !files.IsThere ? missing : "Not found.\n");
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return RefuseAsync(context.Response, StatusCodes.Status405MethodNotAllowed, "Only GET and HEAD.\n");
        }

        if (path == "/" && files.FirstWords.Link(context.Request.GetTypedHeaders().AcceptLanguage) is { } words)
        {
            context.Response.Headers.Link = words;
            context.Response.Headers.Vary = "Accept-Language";
        }

        return SendAsync(context, file);
    }

    private static Task RefuseAsync(HttpResponse response, int status, string sentence)
    {
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(sentence, response.HttpContext.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, WebFile file)
    {
        var (request, response) = (context.Request.GetTypedHeaders(), context.Response);
        var (encoding, bytes) = file.Encoded.FirstOrDefault(one => Accepts(request.AcceptEncoding, one.Encoding), (Encoding: "", file.Bytes));

        // What is sent differs by encoding, so its tag does too.
        var tag = new EntityTagHeaderValue(encoding.Length == 0 ? $"\"{file.Tag}\"" : $"\"{file.Tag}.{encoding}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = file.CacheControl;
        response.Headers.Append("Vary", "Accept-Encoding");
        if (request.IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = bytes.Length;
        if (encoding.Length > 0)
        {
            response.Headers.ContentEncoding = encoding;
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);
}
