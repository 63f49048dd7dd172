using System.Collections.Concurrent;
using DicomGateway.Curation;
using DicomGateway.Curation.Inspection;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Forwarding;

/// <summary>
/// Opens sealed studies for sending: every file is hashed against the seal first, so that damage on disk is found before it leaves. What was
/// found whole is taken as such for a while, since a big study goes out in many batches.
/// </summary>
internal sealed class SealedStudies(DataFolder folder, TimeProvider time)
{
    private const int Remembered = 16;
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (InspectedStudy Study, DateTimeOffset At)> _opened = new(StringComparer.Ordinal);

    /// <summary>Inspection has just hashed these files: the first batches need not do it again.</summary>
    public void Remember(string relativeFolder, InspectedStudy study) => Add(relativeFolder, study, time.GetUtcNow());

    /// <exception cref="SealBrokenException">The files are not those that were inspected: they must not go out.</exception>
    public InspectedStudy Open(string relativeFolder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_opened.TryGetValue(relativeFolder, out var opened) && now - opened.At < Trust)
            return opened.Study;
        var study = InspectedStudy.Reopen(Path.Combine(folder.Path, relativeFolder), cancellationToken);
        Add(relativeFolder, study, now);
        return study;
    }

    private void Add(string relativeFolder, InspectedStudy study, DateTimeOffset now)
    {
        if (_opened.Count >= Remembered)
            _opened.Clear();
        _opened[relativeFolder] = (study, now);
    }
}
