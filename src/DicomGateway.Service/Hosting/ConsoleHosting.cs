using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using DicomGateway.Service.Accounts;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Tls;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DicomGateway.Service.Hosting;

/// <summary>What the console needs of the process: its services and its port.</summary>
internal static class ConsoleHosting
{
    public static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();

        // Pages hold nothing sealed, so no key is to be kept anywhere.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton<SessionKeeper>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<SetUpLinks>();
        services.AddSingleton<AccountChanges>();
        services.AddHostedService<FirstLink>();
    }

    public static void ListenConsole(this KestrelServerOptions kestrel, ConsoleListenerOptions console, LoadedConfiguration configuration) =>
        kestrel.Listen(IPAddress.Parse(console.Address), console.Port, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            DoorFeature.Mark(listener, Door.Console);
            if (console is not { Certificate: { } certificate, PrivateKey: { } key })
                return;
            var own = new CertificateFile(configuration.Resolve(certificate), configuration.Resolve(key));
            listener.UseHttps((_, _, _, _) => ValueTask.FromResult(Secure(own)), state: own);
        });

    /// <summary>Asked at each handshake, so that a renewed certificate counts at once.</summary>
    private static SslServerAuthenticationOptions Secure(CertificateFile own)
    {
        var identity = own.Get();
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(identity.Certificate, [.. identity.Intermediates]),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
    }
}
