using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts;

/// <summary>Looks at one part of the node.</summary>
internal interface IAlertSource
{
    AlertKind Kind { get; }

    ValueTask<AlertLook> LookAsync(CancellationToken cancellationToken);
}
