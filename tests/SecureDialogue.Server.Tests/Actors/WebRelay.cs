using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A relay with a small web client, and a browser's requests to it.</summary>
internal sealed class WebRelay : IAsyncDisposable
{
    public const string Page = "<!doctype html><title>SecureDialogue</title>\n";
    public const string Script = "/assets/index-B0HsuCdC.js";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
    private readonly RelayUnderTest _relay;
    private readonly string _folder;

    private WebRelay(RelayUnderTest relay, string folder) => (_relay, _folder) = (relay, folder);

    public RelayUnderTest Relay => _relay;

    public static async Task<WebRelay> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("web-").FullName;
        var files = new Dictionary<string, string>
        {
            ["wwwroot/index.html"] = Page,
            ["wwwroot/sw.js"] = "addEventListener('fetch', () => {});\n",
            ["wwwroot/app.webmanifest"] = "{}\n",
            ["wwwroot" + Script] = "export {};\n",
            ["wwwroot" + Script + ".br"] = "br",
            ["wwwroot" + Script + ".gz"] = "gzip",
            ["wwwroot/assets/index-D3xkQf_1.css"] = "main {}\n",
            ["wwwroot/assets/index-B0HsuCdC.js.map"] = "{}\n",
            ["wwwroot/assets/plain.js"] = "export {};\n",
            ["wwwroot/assets/en.first-aaaaaaaa.js"] = "export {};\n",
            ["wwwroot/assets/ar.first-bbbbbbbb.js"] = "export {};\n",
            ["wwwroot/assets/ru.first-cccc_ccc.js"] = "export {};\n",
            ["wwwroot/assets/ru-dddddddd.js"] = "export {};\n",
            ["wwwroot/.env"] = "hidden\n",
            ["wwwroot/.vite/manifest.json"] = "{}\n",
            ["secret.json"] = "{}\n",
        };
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            await File.WriteAllTextAsync(Path.Combine(folder, path), text);
        }

        File.CreateSymbolicLink(Path.Combine(folder, "wwwroot", "link.json"), Path.Combine(folder, "secret.json"));
        return new WebRelay(await RelayUnderTest.StartAsync([$"--Relay:WebDirectory={folder}/wwwroot", .. settings]), folder);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_relay.Address, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    /// <summary>The status of a request whose path is sent exactly as written.</summary>
    public async Task<string> StatusOfRawAsync(string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_relay.Address.Host, _relay.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (await reader.ReadToEndAsync()).Split(' ')[1];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _relay.DisposeAsync();
        Directory.Delete(_folder, true);
    }
}
