using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Service.Configuration;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>Our own certificates, of listeners and towards destinations. What the file holds now counts, not what was read at the start.</summary>
internal sealed class CertificateSource(IReadOnlyList<(string Place, string File)> certificates, IReadOnlyList<int> days, TimeProvider time) : IAlertSource
{
    public AlertKind Kind => AlertKind.Certificate;

    public static IReadOnlyList<(string Place, string File)> Of(LoadedConfiguration configuration)
    {
        var values = configuration.Values;
        var named = new List<(string Place, string? File)> { ("listeners.tls", values.Listeners.Tls?.Certificate), ("listeners.console", values.Listeners.Console?.Certificate) };
        named.AddRange(values.Destinations.Select(destination => ($"destination {destination.Name}", destination.Tls?.Certificate)));
        named.AddRange(values.Pacs.Select(pacs => ($"PACS {pacs.Name}", pacs.Tls?.Certificate)));
        named.AddRange(values.MoveDestinations.Select(destination => ($"move destination {destination.AeTitle}", destination.Tls?.Certificate)));
        named.AddRange(values.Commitment.Requesters.Select(requester => ($"requester {requester.AeTitle}", requester.Tls?.Certificate)));
        return [.. named.Where(entry => entry.File is not null).Select(entry => (entry.Place, configuration.Resolve(entry.File!)))];
    }

    public ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken) => ValueTask.FromResult(AlertLook.Of(certificates.Select(See).OfType<AlertSighting>()));

    private AlertSighting? See((string Place, string File) entry)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(entry.File));
            return See(entry.Place, new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new AlertSighting { Subject = entry.Place + " unreadable", Text = $"The certificate of {entry.Place} cannot be read. The last one that could stays in force until a restart: restore the file." };
        }
    }

    private AlertSighting? See(string place, DateTimeOffset end)
    {
        var level = ExpiryLevel.Of(end, time.GetUtcNow(), days);
        if (level == 0)
            return null;
        var fails = end <= time.GetUtcNow() ? ": connections that need it fail" : "";
        return new AlertSighting
        {
            Subject = place,
            Level = level,
            Text = $"The certificate of {place} {ExpiryLevel.Describe(end, time.GetUtcNow())}{fails}. Put a new one in its place; it is read without a restart.",
        };
    }
}
