using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace QuantBuild.Build.Tests;

/// <summary>A container registry on this machine with one image of one empty layer: a base to build upon without a network.</summary>
/// <remarks>https://github.com/opencontainers/distribution-spec/blob/main/spec.md</remarks>
internal sealed class LocalRegistry : IDisposable
{
    private const string Manifest = "application/vnd.docker.distribution.manifest.v2+json";
    private const string Config = "application/vnd.docker.container.image.v1+json";
    private const string Layer = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, (string Type, byte[] Content)> _served = [];

    public LocalRegistry()
    {
        var address = $"localhost:{FreePort()}";
        Image = address + "/base:1";

        // Two empty blocks end a tape archive; nothing before them is an empty layer.
        var tape = new byte[1024];
        var layer = Compress(tape);
        var config = Encoding.UTF8.GetBytes($$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{Digest(tape)}}"]},"history":[{"created":"2026-01-01T00:00:00Z"}]}""");
        var manifest = Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"mediaType":"{{Manifest}}",
             "config":{"mediaType":"{{Config}}","size":{{config.Length}},"digest":"{{Digest(config)}}"},
             "layers":[{"mediaType":"{{Layer}}","size":{{layer.Length}},"digest":"{{Digest(layer)}}"}]}
            """);
        _served["/v2/"] = ("application/json", "{}"u8.ToArray());
        _served["/v2/base/manifests/1"] = _served["/v2/base/manifests/" + Digest(manifest)] = (Manifest, manifest);
        _served["/v2/base/blobs/" + Digest(config)] = (Config, config);
        _served["/v2/base/blobs/" + Digest(layer)] = (Layer, layer);
        _listener.Prefixes.Add($"http://{address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>As <c>ContainerBaseImage</c> names it.</summary>
    public string Image { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        if (!_served.TryGetValue(context.Request.Url!.AbsolutePath, out var found))
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        response.ContentType = found.Type;
        response.Headers["Docker-Content-Digest"] = Digest(found.Content);
        response.ContentLength64 = found.Content.Length;
        if (context.Request.HttpMethod == "GET")
        {
            await response.OutputStream.WriteAsync(found.Content);
        }
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var zip = new GZipStream(compressed, CompressionMode.Compress))
        {
            zip.Write(content);
        }

        return compressed.ToArray();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
