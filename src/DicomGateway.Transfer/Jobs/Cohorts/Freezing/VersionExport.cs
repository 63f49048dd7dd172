using System.Security.Cryptography;
using DicomGateway.Transfer.Records;
using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Transfer.Jobs.Cohorts.Freezing;

/// <summary>Writes a version out, which names patients.</summary>
internal sealed class VersionExport(CohortContentStore contents)
{
    /// <exception cref="RecordsException">What the database holds is not what was frozen.</exception>
    public async Task WriteAsync(CohortPreview frozen, Stream output, CancellationToken cancellationToken)
    {
        var (criteria, list) = await contents.ReadTextsAsync(frozen.Id, cancellationToken).ConfigureAwait(false);
        var head = VersionLines.Head(frozen, criteria, list);
        if (VersionLines.Hash(head) != frozen.Sha256)
            throw Changed(frozen);
        await output.WriteAsync(head, cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(VersionLines.Criteria(criteria), cancellationToken).ConfigureAwait(false);
        if (list is not null)
            await output.WriteAsync(VersionLines.List(list), cancellationToken).ConfigureAwait(false);
        using var manifest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var row in contents.ReadAsync(frozen.Id, isSelected: false, cancellationToken).ConfigureAwait(false))
        {
            var line = VersionLines.Study(row);
            manifest.AppendData(line);
            await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        }

        // Without its last line the file is refused by whoever reads it.
        if (Convert.ToHexStringLower(manifest.GetHashAndReset()) != frozen.ManifestSha256)
            throw Changed(frozen);
        await output.WriteAsync(VersionLines.Seal(frozen.Sha256!), cancellationToken).ConfigureAwait(false);
    }

    private static RecordsException Changed(CohortPreview frozen) =>
        new($"Version {frozen.Version} of cohort {frozen.Cohort} is not what was frozen: the database was changed. Run 'check' and restore a backup.");
}
