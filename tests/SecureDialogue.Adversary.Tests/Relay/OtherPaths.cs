using Microsoft.AspNetCore.Http;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>Hands on what is no call: the web client's files, the health of the relay.</summary>
internal sealed class OtherPaths(Func<string> real)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public async Task HandAsync(HttpContext context)
    {
        using var asked = new HttpRequestMessage(new HttpMethod(context.Request.Method), real() + context.Request.Path + context.Request.QueryString);
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Connection" or "Content-Length" or "Content-Type")))
        {
            asked.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        using var answered = await Http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answered.StatusCode;
        foreach (var (name, values) in answered.Headers.Concat(answered.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answered.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
