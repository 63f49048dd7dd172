using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DicomGateway.Service.Configuration;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Looking;

/// <summary>The authorities that certificates of peers have to come from: when one expires, so does every connection that rests on it.</summary>
internal sealed class AuthoritySource(IReadOnlyList<(string Place, string File)> files, IReadOnlyList<int> days, TimeProvider time) : IAlertSource
{
    public AlertKind Kind => AlertKind.Certificate;

    public static IReadOnlyList<(string Place, string File)> Of(LoadedConfiguration configuration)
    {
        var values = configuration.Values;
        var named = new List<(string Place, string? File)> { ("listeners.tls", values.Listeners.Tls?.ClientAuthorities), ("alerts.mail", values.Alerts.Mail?.Authorities) };
        named.AddRange(values.Destinations.Select(destination => ($"destination {destination.Name}", destination.Tls?.Authorities)));
        named.AddRange(values.Pacs.Select(pacs => ($"PACS {pacs.Name}", pacs.Tls?.Authorities)));
        named.AddRange(values.MoveDestinations.Select(destination => ($"move destination {destination.AeTitle}", destination.Tls?.Authorities)));
        named.AddRange(values.Commitment.Requesters.Select(requester => ($"requester {requester.AeTitle}", requester.Tls?.Authorities)));
        named.AddRange(values.Alerts.Webhooks.Select(webhook => ($"webhook {webhook.Name}", webhook.Authorities)));
        return [.. named.Where(entry => entry.File is not null).Select(entry => (entry.Place, configuration.Resolve(entry.File!)))];
    }

    public ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken) => ValueTask.FromResult(AlertLook.Of(files.SelectMany(See).ToList()));

    private IEnumerable<AlertSighting> See((string Place, string File) entry)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(entry.File);
            if (authorities.Count == 0)
                return [Unreadable(entry.Place, "hold no certificate. Nobody is trusted there: restore the file.")];
            return [.. authorities.Select((authority, index) => See(entry.Place, authority, index, authorities.Count)).OfType<AlertSighting>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return [Unreadable(entry.Place, "cannot be read. Those that were read last stay in force until a restart: restore the file.")];
        }
        finally
        {
            foreach (var authority in authorities)
                authority.Dispose();
        }
    }

    private static AlertSighting Unreadable(string place, string what) => new() { Subject = place + " authorities unreadable", Text = $"The authorities of {place} {what}" };

    private AlertSighting? See(string place, X509Certificate2 authority, int index, int count)
    {
        var end = new DateTimeOffset(authority.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        var level = ExpiryLevel.Of(end, time.GetUtcNow(), days);
        var print = authority.GetCertHashString(HashAlgorithmName.SHA256)[..16];
        return level == 0
            ? null
            : new AlertSighting
            {
                Subject = $"{place} authority {print}",
                Level = level,
                Text = $"Authority {index + 1} of {count} in the file of {place} (SHA-256 {print}…) {ExpiryLevel.Describe(end, time.GetUtcNow())}: peers whose certificates come from it are refused "
                    + "from then on. Put its successor into the file beside it, and take it out when no certificate comes from it; the file is read without a restart.",
            };
    }
}
