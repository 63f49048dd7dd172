using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>A way to tell somebody.</summary>
internal interface IAlertChannel
{
    /// <summary>Its name in Records, lists and logs.</summary>
    string Name { get; }

    /// <summary>Whether it is told about this kind.</summary>
    bool Wants(AlertKind kind);

    /// <exception cref="AlertChannelException">The message was not taken.</exception>
    Task SendAsync(AlertMessage message, CancellationToken cancellationToken);
}
