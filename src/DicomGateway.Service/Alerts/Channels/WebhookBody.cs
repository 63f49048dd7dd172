using System.Text.Json;
using DicomGateway.Service.Api;
using DicomGateway.Transfer.Records.Alerts;

namespace DicomGateway.Service.Alerts.Channels;

/// <summary>A message as a webhook gets it.</summary>
/// <param name="Id">The same at every try; "test" for a test.</param>
/// <param name="Node">Which node speaks.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="At">When the message was made.</param>
/// <param name="Title">In one line.</param>
/// <param name="IsOver">All of the kind is well again.</param>
/// <param name="Lines">What it tells.</param>
internal sealed record WebhookBody(string Id, string Node, string Kind, DateTimeOffset At, string Title, bool IsOver, IReadOnlyList<AlertLine> Lines)
{
    public static byte[] Write(AlertMessage message, string node) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookBody(AlertText.IdOf(message), node, AlertText.KindOf(message), message.MadeAt, message.Title, message.IsOver, message.Lines), ApiJson.Options);
}
