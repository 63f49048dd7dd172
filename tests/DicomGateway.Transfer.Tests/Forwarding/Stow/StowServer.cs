using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Tests.Forwarding.Stow;

/// <summary>A STOW-RS server that answers as the test says. It notes every part that it was sent.</summary>
internal sealed class StowServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<byte[]> _parts = [];
    private readonly Lock _gate = new();

    private StowServer(WebApplication app) => _app = app;

    public Uri BaseUrl => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/dicom-web");

    /// <summary>Status, media type and body for the n-th request with the parts that came.</summary>
    public Func<int, IReadOnlyList<byte[]>, HttpContext, (int Status, string? MediaType, string Body)> Answer { get; set; } = (_, _, _) => (200, null, "");

    /// <summary>What is said to OPTIONS and GET.</summary>
    public Func<HttpContext, Task> Other { get; set; } = http =>
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    public int Requests { get; private set; }

    public List<string?> Authorizations { get; } = [];

    public IReadOnlyList<byte[]> Parts
    {
        get
        {
            lock (_gate)
                return [.. _parts];
        }
    }

    public static async Task<StowServer> StartAsync(X509Certificate2? certificate = null, bool wantsClient = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate, https =>
                    {
                        https.ClientCertificateMode = wantsClient ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            });
        });
        var app = builder.Build();
        var server = new StowServer(app);
        app.MapPost("/dicom-web/studies", server.TakeAsync);
        app.MapMethods("/dicom-web/studies", ["OPTIONS", "GET"], http => server.Other(http));
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var boundary = Microsoft.Net.Http.Headers.MediaTypeHeaderValue.Parse(http.Request.ContentType).Boundary.Value!.Trim('"');
        var reader = new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = null };
        var parts = new List<byte[]>();
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            Assert.That(section.ContentType, Is.EqualTo("application/dicom"));
            using var body = new MemoryStream();
            await section.Body.CopyToAsync(body, http.RequestAborted);
            parts.Add(body.ToArray());
        }

        int number;
        lock (_gate)
        {
            number = ++Requests;
            Authorizations.Add(http.Request.Headers.Authorization);
            _parts.AddRange(parts);
        }

        var (status, mediaType, text) = Answer(number, parts, http);
        http.Response.StatusCode = status;
        if (mediaType is not null)
        {
            http.Response.ContentType = mediaType;
            await http.Response.WriteAsync(text);
        }
    }
}
