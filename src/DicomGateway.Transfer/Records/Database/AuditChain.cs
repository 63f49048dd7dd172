using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DicomGateway.Transfer.Records.Database;

/// <summary>
/// Appends audit rows, each with a hash over the hash before and its own values. The last row is sealed with the records key, so that
/// neither a change, nor a missing end, nor a chain computed anew goes unnoticed.
/// </summary>
internal static class AuditChain
{
    public const string Service = "service";

    private const string HeadName = "audit_head";
    private const int HashLength = 32;

    public static void Append(
        RecordsSession session,
        RecordsContext context,
        string actor,
        string action,
        string? project = null,
        long? studyId = null,
        IReadOnlyDictionary<string, string>? detail = null)
    {
        var last = session.Find("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1", row => new Link(row.Number(0), row.Bytes(1)));
        var row = new AuditRow(
            (last?.Sequence ?? 0) + 1,
            RecordsValue.ToNumber(context.Now),
            actor,
            action,
            project,
            studyId,
            detail is null ? null : JsonSerializer.Serialize(new SortedDictionary<string, string>(detail.ToDictionary(), StringComparer.Ordinal)));
        var hash = Hash(last?.Hash ?? new byte[HashLength], row);
        session.Execute(
            "INSERT INTO audit(sequence, at, actor, action, project, study_id, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            row.Sequence, row.At, row.Actor, row.Action, row.Project, row.StudyId, row.Detail, hash);
        session.Execute(
            "INSERT INTO meta(name, value) VALUES ($1, $2) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            HeadName, Seal(context.Cipher, row.Sequence, hash));
    }

    /// <summary>Null when the chain is whole, else the first sequence number that does not fit.</summary>
    public static long? Verify(RecordsSession session, RecordsCipher cipher)
    {
        var (sequence, hash) = (0L, new byte[HashLength]);
        const string sql = "SELECT sequence, at, actor, action, project, study_id, detail, hash FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT 1000";
        while (true)
        {
            var rows = session.Query(
                sql,
                row => (Row: new AuditRow(
                    row.Number(0), row.Number(1), row.Text(2), row.Text(3), row.TextOrNull(4), row.NumberOrNull(5), row.TextOrNull(6)), Hash: row.Bytes(7)),
                sequence);
            foreach (var (row, stored) in rows)
            {
                var computed = Hash(hash, row);
                if (row.Sequence != sequence + 1 || !computed.AsSpan().SequenceEqual(stored))
                    return sequence + 1;
                (sequence, hash) = (row.Sequence, computed);
            }
            if (rows.Count == 0)
                break;
        }
        var head = session.Find("SELECT value FROM meta WHERE name = $1", row => row.Bytes(0), HeadName);
        if (head is null && sequence == 0)
            return null;
        return head is not null && CryptographicOperations.FixedTimeEquals(head, Seal(cipher, sequence, hash)) ? null : sequence + 1;
    }

    private static byte[] Seal(RecordsCipher cipher, long sequence, byte[] hash) => cipher.Mac([.. BitConverter.GetBytes(sequence), .. hash]);

    /// <summary>Every value goes in with its length, so that no two rows look alike.</summary>
    private static byte[] Hash(byte[] previous, AuditRow row)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(previous);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<long>)[row.Sequence, row.At, row.StudyId ?? -1])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            sha.AppendData(number);
        }
        foreach (var text in (ReadOnlySpan<string?>)[row.Actor, row.Action, row.Project, row.Detail])
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64BigEndian(number, text is null ? -1 : bytes.Length);
            sha.AppendData(number);
            sha.AppendData(bytes);
        }
        return sha.GetHashAndReset();
    }

    private sealed record Link(long Sequence, byte[] Hash);

    private sealed record AuditRow(long Sequence, long At, string Actor, string Action, string? Project, long? StudyId, string? Detail);
}
