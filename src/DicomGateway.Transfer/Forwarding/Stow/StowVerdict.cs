using System.Net;
using DicomGateway.Network.Dimse;
using DicomGateway.Transfer.Forwarding.Dicom;
using DicomGateway.Transfer.Records.Deliveries;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>What an answer means for each delivery (PS3.18 10.5.3, PS3.18 I.2).</summary>
internal static class StowVerdict
{
    private const ushort DuplicateInstance = 0x0111;
    private const ushort ProcessingFailure = 0x0110;

    public static DeliveryAnswer Judge(DeliveryWork work, HttpStatusCode status, StowResults results)
    {
        var uid = work.Output.SopInstanceUid;
        if (results.Failed.TryGetValue(uid, out var reason))
            return OfFailure(work, reason ?? ProcessingFailure);
        if (results.Stored.TryGetValue(uid, out var warning))
            return OfSuccess(work, warning ?? 0);
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent when results.Failed.Count == 0 => OfSuccess(work, 0),

            // Some were stored, and this one was left out: it may have been.
            HttpStatusCode.OK or HttpStatusCode.Accepted => new DeliveryAnswer(work, DeliveryState.Pending, null, "the server said nothing of it", IsInDoubt: true),
            _ => OfFailure(work, ProcessingFailure),
        };
    }

    /// <summary>The server as a whole, or who we are to it, is in trouble; no instance can be blamed.</summary>
    public static string? FindTrouble(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "the server does not let us store: see the token or the certificate",
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => "the server has no STOW-RS at this address",
        HttpStatusCode.TooManyRequests => "the server wants fewer requests",
        HttpStatusCode.RequestTimeout => "the server waited for too long",
        >= HttpStatusCode.InternalServerError => "the server is in trouble",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "the server is at another address",
        _ => null,
    };

    private static DeliveryAnswer OfSuccess(DeliveryWork work, ushort warning) =>
        new(work, warning == 0 ? DeliveryState.Sent : DeliveryState.Warning, warning, new DimseStatus(warning).Name);

    private static DeliveryAnswer OfFailure(DeliveryWork work, ushort reason)
    {
        if (reason == DuplicateInstance)
            return new DeliveryAnswer(work, DeliveryState.Warning, reason, "the server has it already");
        var status = new DimseStatus(reason);
        var state = StoreVerdict.Judge(status, work.Attempts, []);

        // A list of failures names no success, whatever the code.
        return new DeliveryAnswer(work, state is DeliveryState.Sent or DeliveryState.Warning ? DeliveryState.Failed : state, reason, status.Name);
    }
}
