using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>
/// Asks a server whether it would take instances, without sending any: OPTIONS at the address that they go to, and where it does not say, a query
/// (QIDO-RS) that wants at most one study and matches none.
/// </summary>
internal sealed class StowEcho(StowClient client)
{
    /// <summary>Under 2.25 nobody gives out 0: no study has it.</summary>
    private const string NoStudy = "studies?StudyInstanceUID=2.25.0&limit=1";

    public async Task<DestinationEcho> AskAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            using var options = await SendAsync(HttpMethod.Options, "studies", cancellationToken).ConfigureAwait(false);
            if (options.IsSuccessStatusCode && options.Content.Headers.Allow is { Count: > 0 } allowed)
            {
                return allowed.Contains("POST")
                    ? new DestinationEcho(true, $"It answered OPTIONS in {clock.ElapsedMilliseconds} ms and takes instances (POST).")
                    : new DestinationEcho(false, "It answers OPTIONS and takes no instances at this address (no POST).", "Let url end before /studies of the server's STOW-RS.");
            }

            if (options.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return OfStatus(options.StatusCode, "OPTIONS");
            using var query = await SendAsync(HttpMethod.Get, NoStudy, cancellationToken).ConfigureAwait(false);
            return query.IsSuccessStatusCode
                ? new DestinationEcho(true, $"It answered a query (QIDO-RS) in {clock.ElapsedMilliseconds} ms. Whether it takes instances it says when one is sent.")
                : OfStatus(query.StatusCode, "a query (QIDO-RS)");
        }
        catch (HttpRequestException exception)
        {
            return new DestinationEcho(false, $"It does not answer: {exception.HttpRequestError}.", RemedyOf(exception.HttpRequestError));
        }
    }

    private static DestinationEcho OfStatus(HttpStatusCode status, string what) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new DestinationEcho(
            false, $"It refuses {what} ({(int)status}).", "See the token (tokenFile, tokenVariable) or the client certificate, and what they may do there."),

        // A server without QIDO-RS may well have STOW-RS.
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => new DestinationEcho(
            false, $"A server is there and knows neither OPTIONS nor QIDO-RS at this address ({(int)status}).",
            "See whether url is the base of its DICOMweb services. If it is, the server has STOW-RS alone: only an instance that is sent can tell."),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new DestinationEcho(
            false, $"It sends us elsewhere ({(int)status}), which is not followed: token and instances would go there.", "Set url to the address that it names."),
        _ => new DestinationEcho(false, $"It answers {what} with {(int)status}.", "Look into the server's log."),
    };

    private static string RemedyOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "Check the host in url, and the name service of this machine.",
        HttpRequestError.SecureConnectionError => "Check tls: the authority must be the one that signed the server's certificate, and the name in url one that it has.",
        HttpRequestError.ConnectionError => "Check host and port in url, the firewall, and whether the server runs.",
        _ => "Check url, and whether the server speaks HTTP there.",
    };

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(method, client.Address(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/dicom+json"));
        return client.SendAsync(request, cancellationToken);
    }
}
