using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Instances;

/// <summary>One received version of an instance and where its bytes lie.</summary>
public sealed record InstanceRecord
{
    public required Guid InstanceId { get; init; }

    public required long StudyId { get; init; }

    /// <summary>Order in which instances were recorded, over all studies.</summary>
    public required long Arrival { get; init; }

    /// <summary>1 for the first content received under this SOP Instance UID, 2 for the next that differs, and so on.</summary>
    public required int Version { get; init; }

    public required InstanceDisposition Disposition { get; init; }

    public required string Path { get; init; }

    public required long Offset { get; init; }

    public required long Length { get; init; }

    public required long DataSetOffset { get; init; }

    public required string Sha256 { get; init; }

    public required string SopClassUid { get; init; }

    public required string TransferSyntaxUid { get; init; }

    public required DateTimeOffset Received { get; init; }

    public required string CallingAeTitle { get; init; }

    public required string CalledAeTitle { get; init; }

    public string? JobItem { get; init; }

    /// <summary>False once the original was deleted: by retention, or as a duplicate.</summary>
    public required bool HasBytes { get; init; }

    /// <summary>Keyed hash of the SOP Instance UID: equal for equal UIDs of a project, and all that a log may name.</summary>
    public required string SopInstanceHash { get; init; }

    /// <summary>The same of the Series Instance UID; empty when there is none.</summary>
    public string SeriesHash { get; init; } = "";
}
