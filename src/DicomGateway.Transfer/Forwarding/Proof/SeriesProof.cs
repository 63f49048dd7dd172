using DicomGateway.Curation.Inspection;
using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Transfer.Forwarding.Proof;

/// <summary>What a destination lists of the series that instances belong to.</summary>
internal static class SeriesProof
{
    private const ushort NoSuchObject = 0x0112;

    /// <param name="work">The instances.</param>
    /// <param name="studies">Their seals, which know the series.</param>
    /// <param name="list">SOP Instance UIDs that the destination lists for a study and a series.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ProofAnswer> AskAsync(
        ProofWork work, SealedStudies studies, Func<string, string, CancellationToken, IAsyncEnumerable<string>> list, CancellationToken cancellationToken)
    {
        var missing = work.Items.Select(item => item.Output.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var (study, series) in await Task.Run(() => Series(work, studies, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            await foreach (var uid in list(study, series, cancellationToken).ConfigureAwait(false))
            {
                if (missing.Remove(uid))
                    found.Add(uid);
            }
        }

        return new ProofAnswer(work.TransactionUid, [work.Destination], found, [.. missing.Select(uid => (uid, NoSuchObject))]);
    }

    /// <summary>A seal that is broken names no series: its instances count as missing, and sending them again finds out what is wrong.</summary>
    private static HashSet<(string Study, string Series)> Series(ProofWork work, SealedStudies studies, CancellationToken cancellationToken)
    {
        var series = new HashSet<(string, string)>();
        foreach (var folder in work.Items.GroupBy(item => item.Folder, StringComparer.Ordinal))
        {
            try
            {
                var manifest = studies.Open(folder.Key, cancellationToken).Manifest;
                var wanted = folder.Select(item => item.Output.SopInstanceUid).ToHashSet(StringComparer.Ordinal);
                series.UnionWith(manifest.Files.Where(file => wanted.Contains(file.SopInstanceUid)).Select(file => (manifest.StudyInstanceUid, file.SeriesInstanceUid)));
            }
            catch (SealBrokenException)
            {
                continue;
            }
        }

        return series;
    }
}
