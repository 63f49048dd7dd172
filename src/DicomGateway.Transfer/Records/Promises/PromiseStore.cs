using System.Globalization;
using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Records.States;

namespace DicomGateway.Transfer.Records.Promises;

/// <summary>Originals that we promised to keep, and to whom that has still to be said.</summary>
public sealed class PromiseStore
{
    private const ushort NoSuchObject = 0x0112;
    private const ushort ClassInstanceConflict = 0x0119;

    private readonly RecordsContext _context;

    internal PromiseStore(RecordsContext context) => _context = context;

    /// <summary>Puts a request on record; durable when this returns.</summary>
    public ValueTask<PromiseRequest> AddAsync(PromiseRequest request, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            var id = session.GetNumber(
                """
                INSERT INTO promise_requests(requester, called, project, sealed_request, asked_at, due_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING request_id
                """,
                request.Requester, request.Called, request.Project,
                _context.Cipher.Encrypt("promise " + request.Requester, new Content(request.TransactionUid, request.Instances)), request.Asked, _context.Now);
            return request with { RequestId = id };
        },
        cancellationToken);

    /// <summary>
    /// Decides about a request. An original that is there is kept at least so long: in the same transaction as the promise. Deciding again changes
    /// nothing but the time.
    /// </summary>
    public ValueTask<PromiseResult> DecideAsync(PromiseRequest request, DateTimeOffset until, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            var (kept, refused) = (new List<PromisedInstance>(), new List<(PromisedInstance, ushort)>());
            foreach (var instance in request.Instances)
            {
                if (Keep(session, request.Project, instance, until) is { } reason)
                    refused.Add((instance, reason));
                else
                    kept.Add(instance);
            }

            var detail = new Dictionary<string, string>
            {
                ["requester"] = request.Requester,
                ["promised"] = kept.Count.ToString(CultureInfo.InvariantCulture),
                ["refused"] = refused.Count.ToString(CultureInfo.InvariantCulture),
                ["until"] = until.ToString("O", CultureInfo.InvariantCulture),
            };
            AuditChain.Append(session, _context, AuditChain.Service, "promise.decided", request.Project, detail: detail);
            return new PromiseResult(kept, refused);
        },
        cancellationToken);

    /// <summary>Requests whose report is due, oldest first.</summary>
    public ValueTask<IReadOnlyList<PromiseRequest>> ListDueAsync(int limit, CancellationToken cancellationToken) => _context.ReadAsync<IReadOnlyList<PromiseRequest>>(
        session => session.Query(
            """
            SELECT request_id, requester, called, project, sealed_request, asked_at, attempts FROM promise_requests
            WHERE due_at <= $1 ORDER BY due_at, request_id LIMIT $2
            """,
            row =>
            {
                var content = _context.Cipher.Decrypt<Content>("promise " + row.Text(1), row.Bytes(4));
                return new PromiseRequest(row.Number(0), row.Text(1), row.Text(2), row.Text(3), content.TransactionUid, content.Instances, row.Time(5), row.Int(6));
            },
            _context.Now, limit),
        cancellationToken);

    /// <summary>The report is delivered, or is given up.</summary>
    public ValueTask EndAsync(long requestId, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            session.Execute("DELETE FROM promise_requests WHERE request_id = $1", requestId);
        },
        cancellationToken);

    /// <summary>The report could not be delivered.</summary>
    public ValueTask LaterAsync(long requestId, DateTimeOffset due, CancellationToken cancellationToken) => _context.Writer.RunAsync(
        session =>
        {
            session.Execute("UPDATE promise_requests SET due_at = $1, attempts = attempts + 1 WHERE request_id = $2", due, requestId);
        },
        cancellationToken);

    /// <summary>Null when it is kept. Every version that is there is: which one the requester means, its UID does not tell.</summary>
    private ushort? Keep(RecordsSession session, string project, PromisedInstance instance, DateTimeOffset until)
    {
        var hash = _context.Cipher.Hash("sop", project, instance.SopInstanceUid.Trim());
        var classes = session.Query(
            "SELECT sop_class FROM instances WHERE project = $1 AND sop_hash = $2 AND bytes_state = $3", row => row.Text(0), project, hash, BytesState.Present);
        if (classes.Count == 0)
            return NoSuchObject;
        if (!classes.Contains(instance.SopClassUid))
            return ClassInstanceConflict;
        session.Execute(
            "UPDATE instances SET kept_until = MAX(kept_until, $1) WHERE project = $2 AND sop_hash = $3 AND bytes_state = $4", until, project, hash, BytesState.Present);
        return null;
    }

    private sealed record Content(string TransactionUid, IReadOnlyList<PromisedInstance> Instances);
}
