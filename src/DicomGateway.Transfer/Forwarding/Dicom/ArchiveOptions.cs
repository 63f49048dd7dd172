using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Forwarding.Dicom;

/// <summary>An archive that takes studies by C-STORE.</summary>
public sealed record ArchiveOptions
{
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string CalledAeTitle { get; init; }

    public string CallingAeTitle { get; init; } = "DICOMGATEWAY";

    /// <summary>Transfer syntax to propose first for uncompressed instances; null for the one that the file has.</summary>
    public string? PreferredTransferSyntax { get; init; }

    /// <summary>Associations at a time.</summary>
    public int Associations { get; init; } = 2;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the archive may take to answer.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>An association with nothing to send is released after this long.</summary>
    public TimeSpan KeepOpen { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Failure statuses C000–CFFF that this archive gives for passing trouble: tried again like A7xx.</summary>
    public IReadOnlyList<ushort> TransientStatuses { get; init; } = [];

    /// <summary>Null for a connection without TLS.</summary>
    public TlsOptions? Tls { get; init; }
}
