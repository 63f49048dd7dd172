using DicomGateway.Network.Transport;
using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>An archive that takes studies by C-STORE.</summary>
public sealed record ArchiveOptions
{
    public required string Name { get; init; }

    /// <summary>Where it is and how it is talked to.</summary>
    public required DicomClientOptions Client { get; init; }

    /// <summary>Transfer syntax to propose first for uncompressed instances; null for the one that the file has.</summary>
    public string? PreferredTransferSyntax { get; init; }

    /// <summary>Associations at a time.</summary>
    public int Associations { get; init; } = 2;

    /// <summary>How it shows that it keeps what it took.</summary>
    public ProofKind Proof { get; init; }

    /// <summary>How long its answer to a request for storage commitment may take; then it is asked again.</summary>
    public TimeSpan CommitmentWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Failure statuses C000–CFFF that this archive gives for passing trouble: tried again like A7xx.</summary>
    public IReadOnlyList<ushort> TransientStatuses { get; init; } = [];
}
