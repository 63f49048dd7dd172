using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DicomGateway.Transfer.Forwarding.Stow;
using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>By QIDO-RS, series by series and page by page (PS3.18 10.6): what the server lists, it has.</summary>
internal sealed class WebQueryProver(StowOptions server, SealedStudies studies, TimeProvider time) : IProver
{
    private const int Page = 500;
    private const string SopInstanceUid = "00080018";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly StowClient _client = new(server, time);

    public string Destination => server.Name;

    public ProofKind Kind => server.Proof;

    public TimeSpan AnswerWithin => TimeSpan.FromHours(1);

    public async Task<ProofTry> AskAsync(ProofWork work, CancellationToken cancellationToken)
    {
        try
        {
            return new ProofTry.Answered(await SeriesProof.AskAsync(work, studies, ListAsync, cancellationToken).ConfigureAwait(false));
        }
        catch (HttpRequestException exception) when (exception.StatusCode is { } status)
        {
            return new ProofTry.Unreachable($"the server answered {(int)status}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new ProofTry.Unreachable($"the server gave no answer ({exception.GetType().Name})");
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async IAsyncEnumerable<string> ListAsync(string study, string series, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        for (var offset = 0; ; offset += Page)
        {
            var page = await ReadAsync($"studies/{study}/series/{series}/instances?limit={Page}&offset={offset}", cancellationToken).ConfigureAwait(false);
            foreach (var uid in page)
                yield return uid;

            // A server that knows no paging gives the same again.
            if (page.Count < Page || page[^1] == last)
                yield break;
            last = page[^1];
        }
    }

    private async Task<List<string>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, _client.Address(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/dicom+json"));
        using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotFound)
            return [];
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        var found = new List<string>();
        await foreach (var instance in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, cancellationToken: either.Token).ConfigureAwait(false))
        {
            if (instance.TryGetProperty(SopInstanceUid, out var attribute) && attribute.TryGetProperty("Value", out var value) && value.GetArrayLength() > 0)
                found.Add(value[0].GetString() ?? "");
        }

        return found;
    }
}
