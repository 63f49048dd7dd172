using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Catalogue;
using DicomGateway.Transfer.Spool;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Running;

/// <summary>Puts sealed studies into the catalogue that did not get in with their seal: those of before there was one, and those that may be seen again.</summary>
internal sealed partial class CatalogueWorker(GatewayRecords records, DataFolder folder, TimeSpan longestSleep, TimeProvider time, ILogger<CatalogueWorker> log)
{
    private const int StudiesAtOnce = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = records.NextChange(RecordsChange.State);
            await RunOnceAsync(cancellationToken).ConfigureAwait(false);
            await change.OrAtLatestAfter(longestSleep, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        for (long? last = 0; last is { } after;)
        {
            (var missing, last) = await records.Catalogue.FindMissingAsync(after, StudiesAtOnce, cancellationToken).ConfigureAwait(false);
            foreach (var study in missing)
                await AddAsync(study, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AddAsync(UncataloguedStudy study, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await Task.Run(() => CatalogueFiles.Read(Path.Combine(folder.Path, study.Folder), study.Outputs, cancellationToken), cancellationToken).ConfigureAwait(false);
            await records.Catalogue.AddAsync(study, entry, cancellationToken).ConfigureAwait(false);
            LogAdded(study.StudyId, study.Outputs.Count);
        }
        catch (Exception exception) when (exception is IOException or DicomFormatException or DicomDataException)
        {
            await records.Catalogue.GiveUpAsync(study, cancellationToken).ConfigureAwait(false);
            LogFailed(study.StudyId, exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Study {StudyId} is in the catalogue with {Instances} instance(s)")]
    private partial void LogAdded(long studyId, int instances);

    [LoggerMessage(LogLevel.Error, "Study {StudyId} cannot be queried: its sealed files cannot be read ({Kind}). Check the disk; a new seal of the study puts it in")]
    private partial void LogFailed(long studyId, string kind);
}
