namespace DicomGateway.Service.Alerts.Channels;

/// <summary>A message was not taken; the text says why and holds no address and no secret.</summary>
internal sealed class AlertChannelException(string message, Exception? inner = null) : Exception(message, inner);
