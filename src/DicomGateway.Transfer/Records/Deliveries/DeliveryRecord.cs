using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Deliveries;

/// <summary>One instance at one destination, for people.</summary>
public sealed record DeliveryRecord(
    long DeliveryId,
    string Destination,
    Guid SourceInstanceId,
    string SopInstanceUid,
    DeliveryState State,
    ushort? Status,
    int Attempts,
    DateTimeOffset Due,
    DateTimeOffset Updated,
    string? Comment);
