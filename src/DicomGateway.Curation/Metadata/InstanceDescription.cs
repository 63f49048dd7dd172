using DicomGateway.Dicom.Encoding;
using DicomGateway.Imaging.Frames;

namespace DicomGateway.Curation.Metadata;

/// <summary>What one read of an original told. PHI: never logged, never stored.</summary>
public sealed record InstanceDescription
{
    public required SourceInstance Source { get; init; }

    /// <summary>Why the file could not be read to its end, without PHI; null when it could.</summary>
    public string? ReadError { get; init; }

    public string SopClassUid { get; init; } = string.Empty;

    public string SopInstanceUid { get; init; } = string.Empty;

    public string StudyInstanceUid { get; init; } = string.Empty;

    public string SeriesInstanceUid { get; init; } = string.Empty;

    public string TransferSyntaxUid { get; init; } = string.Empty;

    public string Modality { get; init; } = string.Empty;

    /// <summary>Trimmed; empty when there is none.</summary>
    public string PatientId { get; init; } = string.Empty;

    /// <summary>Trimmed issuer as it came; empty when there is none.</summary>
    public string IssuerOfPatientId { get; init; } = string.Empty;

    /// <summary>Patient IDs in Other Patient IDs Sequence (0010,1002).</summary>
    public IReadOnlyList<string> OtherPatientIds { get; init; } = [];

    /// <summary>True when (0028,0301) is YES, false when it is NO, null when it says nothing.</summary>
    public bool? BurnedInAnnotation { get; init; }

    public IReadOnlyList<string> ImageType { get; init; } = [];

    public PixelDescription? Pixels { get; init; }

    /// <summary>True when Conversion Type (0008,0064) says that the image was captured from something else.</summary>
    public bool HasConversionType { get; init; }

    /// <summary>What the reader overlooked: the first of each code.</summary>
    public IReadOnlyList<DicomLeniency> Leniencies { get; init; } = [];
}
