using System.Globalization;
using System.Net;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Transfer.Records;
using Microsoft.Extensions.Logging;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>Every refusal is on record, a flood of them as one row.</summary>
internal sealed partial class RefusalAudit(AuditStore audit, RejectionMeter meter, TransferMetrics metrics, ILogger<RefusalAudit> log)
{
    private const string Actor = "service";

    public bool IsPutOff(IPAddress address)
    {
        if (!meter.IsPutOff(address))
            return false;
        metrics.Refused(RefusalCause.PutOff);
        return true;
    }

    public async ValueTask WriteAsync(RefusalCause cause, AssociateRequest request, IPAddress address, CancellationToken cancellationToken)
    {
        metrics.Refused(cause);
        var from = address.ToString();
        var calling = PrintableAeTitle.Of(request.CallingAeTitle);
        var called = PrintableAeTitle.Of(request.CalledAeTitle);
        LogRefused(cause, from, calling, called);
        var detail = new Dictionary<string, string>
        {
            ["cause"] = cause.ToString(),
            ["address"] = from,
            ["callingAeTitle"] = calling,
            ["calledAeTitle"] = called,
        };
        if (meter.Count(address) is { } putOff)
        {
            LogPutOff(from, putOff.For);
            detail["putOffSeconds"] = ((long)putOff.For.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            detail["ignoredBefore"] = putOff.IgnoredBefore.ToString(CultureInfo.InvariantCulture);
        }

        await audit.AppendAsync(Actor, "association.refused", null, null, detail, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Warning, "Association refused ({Cause}): {Address} as {CallingAeTitle} called {CalledAeTitle}")]
    private partial void LogRefused(RefusalCause cause, string address, string callingAeTitle, string calledAeTitle);

    [LoggerMessage(LogLevel.Warning, "{Address} was refused too often and is put off for {Time}")]
    private partial void LogPutOff(string address, TimeSpan time);
}
