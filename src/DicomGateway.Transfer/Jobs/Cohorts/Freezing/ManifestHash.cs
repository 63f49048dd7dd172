using System.Security.Cryptography;
using System.Text;
using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Transfer.Jobs.Cohorts.Freezing;

/// <summary>Hashes what was found while it is read.</summary>
internal static class ManifestHash
{
    public static async Task<CohortHashes> ComputeAsync(CohortContentStore contents, long previewId, CancellationToken cancellationToken)
    {
        using var manifest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var selection = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var row in contents.ReadAsync(previewId, isSelected: false, cancellationToken).ConfigureAwait(false))
        {
            manifest.AppendData(VersionLines.Study(row));
            foreach (var line in VersionLines.Selection(row.Study))
                selection.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return new CohortHashes(Convert.ToHexStringLower(manifest.GetHashAndReset()), Convert.ToHexStringLower(selection.GetHashAndReset()));
    }
}
