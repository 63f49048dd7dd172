using System.Net;
using System.Net.Http.Headers;
using DicomGateway.Curation;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>STOW-RS as user agent (PS3.18 10.5): sends the sealed files as they are, several a request, and takes the fate of each from the answer.</summary>
internal sealed class StowDestination(StowOptions options, TimeProvider time) : IDestination
{
    private const int LargestAnswer = 16 << 20;

    /// <summary>Beyond the time for the answer: the slowest line that is still waited for.</summary>
    private const long LeastBytesPerSecond = 50_000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly StowClient _client = new(options, time);

    public string Name => options.Name;

    public int Lanes => options.Requests;

    public async Task<DestinationTrouble?> SendAsync(InspectedStudy study, DeliveryBatch batch, CancellationToken cancellationToken)
    {
        var paths = study.Manifest.Files.ToDictionary(file => file.Path, study.PathOf, StringComparer.Ordinal);
        foreach (var work in batch.Works.Where(work => !paths.ContainsKey(work.Output.Path)))
            await batch.Answered(new DeliveryAnswer(work, DeliveryState.Failed, null, "the instance is not in the seal")).ConfigureAwait(false);
        var requests = new Queue<IReadOnlyList<DeliveryWork>>(
            StowBatches.Split([.. batch.Works.Where(work => paths.ContainsKey(work.Output.Path))], options.RequestBytes));
        while (requests.TryDequeue(out var claimed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var works = claimed.Where(batch.IsWanted).ToList();
            if (works.Count == 0)
                continue;
            var answer = await TryStoreAsync(works, paths, cancellationToken).ConfigureAwait(false);
            if (answer is { Status: HttpStatusCode.RequestEntityTooLarge } && works.Count > 1)
            {
                foreach (var half in works.Chunk((works.Count + 1) / 2))
                    requests.Enqueue(half);
                continue;
            }

            if (answer.Status is not { } status)
            {
                foreach (var work in works)
                    await batch.Answered(new DeliveryAnswer(work, DeliveryState.Pending, null, "no answer came", IsInDoubt: true)).ConfigureAwait(false);
                return new DestinationTrouble(answer.Text);
            }

            if (StowVerdict.FindTrouble(status) is { } trouble)
                return new DestinationTrouble(trouble, After: answer.RetryAfter);
            foreach (var work in works)
                await batch.Answered(OfOne(work, status, answer.Results)).ConfigureAwait(false);
        }

        return null;
    }

    public Task<DestinationEcho> EchoAsync(CancellationToken cancellationToken) => new StowEcho(_client).AskAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static DeliveryAnswer OfOne(DeliveryWork work, HttpStatusCode status, StowResults results) => status == HttpStatusCode.RequestEntityTooLarge
        ? new DeliveryAnswer(work, DeliveryState.Failed, null, "the server takes no instance of this size")
        : StowVerdict.Judge(work, status, results);

    private async Task<Answer> TryStoreAsync(IReadOnlyList<DeliveryWork> works, Dictionary<string, string> paths, CancellationToken cancellationToken)
    {
        var bytes = works.Sum(work => work.Output.Length);
        using var tooLong = new CancellationTokenSource(options.ResponseTimeout + TimeSpan.FromSeconds(bytes / LeastBytesPerSecond), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _client.Address("studies"));
            request.Content = new StowContent([.. works.Select(work => (paths[work.Output.Path], work.Output.Length))]);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/dicom+json"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/dicom+xml", 0.5));
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await ReadAsync(response.Content, either.Token).ConfigureAwait(false);
            var results = StowResponse.Read(body, response.Content.Headers.ContentType?.MediaType);
            return new Answer(response.StatusCode, results, Pause(response.Headers.RetryAfter), "");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && tooLong.IsCancellationRequested))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Answer(null, StowResults.None, null, exception is HttpRequestException { HttpRequestError: var kind } ? $"the request failed: {kind}" : "no answer came in time");
        }
    }

    private TimeSpan? Pause(RetryConditionHeaderValue? retryAfter)
    {
        var pause = retryAfter?.Delta ?? (retryAfter?.Date - time.GetUtcNow());
        return pause is { Ticks: > 0 } asked ? (asked < LongestPause ? asked : LongestPause) : null;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[1 << 14];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > LargestAnswer)
                throw new IOException("The answer is larger than any that makes sense.");
            body.Write(buffer, 0, count);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <param name="Status">Null when no answer came.</param>
    /// <param name="Results">What it says of instances.</param>
    /// <param name="RetryAfter">How long the server wants to be left alone.</param>
    /// <param name="Text">Why no answer came.</param>
    private sealed record Answer(HttpStatusCode? Status, StowResults Results, TimeSpan? RetryAfter, string Text);
}
