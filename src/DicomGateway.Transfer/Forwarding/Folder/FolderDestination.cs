using DicomGateway.Curation;
using DicomGateway.Transfer.Records.States;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Forwarding.Folder;

/// <summary>Writes studies as files. An instance counts as delivered when its file and the manifest that names it are on the disk.</summary>
internal sealed class FolderDestination(FolderOptions options) : IDestination
{
    public string Name => options.Name;

    /// <summary>One: a study has one manifest.</summary>
    public int Lanes => 1;

    public async Task<DestinationTrouble?> SendAsync(InspectedStudy study, DeliveryBatch batch, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(options.Path))
            return new DestinationTrouble("the folder is not there: mount or make it");
        IReadOnlyList<DeliveryAnswer> answers;
        try
        {
            answers = await Task.Run(() => Write(study, batch, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SpoolUnavailableException)
        {
            return new DestinationTrouble(exception is UnauthorizedAccessException ? "the folder may not be written to" : "the folder could not be written to");
        }

        foreach (var answer in answers)
            await batch.Answered(answer).ConfigureAwait(false);
        return null;
    }

    public Task<DestinationEcho> EchoAsync(CancellationToken cancellationToken) => Task.Run(() => FolderEcho.Ask(options.Path), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private List<DeliveryAnswer> Write(InspectedStudy study, DeliveryBatch batch, CancellationToken cancellationToken)
    {
        var files = study.Manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var tree = new FolderTree(options.Path, study, new DurableOutputFileWriter());
        var answers = new List<DeliveryAnswer>();
        foreach (var work in batch.Works.TakeWhile(_ => !cancellationToken.IsCancellationRequested).Where(batch.IsWanted))
        {
            var isWritten = files.TryGetValue(work.Output.Path, out var file) && tree.TryAdd(file);
            answers.Add(isWritten
                ? new DeliveryAnswer(work, DeliveryState.Sent, 0, null)
                : new DeliveryAnswer(work, DeliveryState.Failed, null, "the instance is not as it was sealed, or its UIDs cannot be names of files"));
        }

        tree.Seal();
        return answers;
    }
}
