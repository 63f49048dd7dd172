using DicomGateway.Network.Transport;

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

    /// <summary>Failure statuses C000–CFFF that this archive gives for passing trouble: tried again like A7xx.</summary>
    public IReadOnlyList<ushort> TransientStatuses { get; init; } = [];
}
