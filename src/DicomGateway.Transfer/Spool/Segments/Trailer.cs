using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DicomGateway.Transfer.Spool.Io;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>
/// What follows an instance in its segment, from the next block on: the record that makes the instance ours. It becomes durable by the same
/// sync as the instance's last bytes, so that one sync is the whole promise.
/// </summary>
internal static class Trailer
{
    /// <summary>Fixed part: magic, secret, SHA-256 of the rest, length of the rest.</summary>
    public const int HeadLength = 16 + SegmentHeader.SecretLength + 32 + 4;

    private const int SecretOffset = 16;
    private const int HashOffset = 32;
    private const int LengthOffset = 64;

    private static ReadOnlySpan<byte> Magic => "DGW-TRAILER-0001"u8;

    /// <summary>The trailer's bytes, not yet padded. <see cref="SpoolEntry.End"/> is not written: it follows from the length.</summary>
    public static byte[] Write(SpoolEntry entry, ReadOnlySpan<byte> secret)
    {
        using var stream = new MemoryStream(1024);
        stream.SetLength(HeadLength);
        stream.Position = HeadLength;
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            WriteBody(writer, entry);
        var bytes = stream.ToArray();
        Magic.CopyTo(bytes);
        secret.CopyTo(bytes.AsSpan(SecretOffset));
        var body = bytes.AsSpan(HeadLength);
        SHA256.HashData(body, bytes.AsSpan(HashOffset));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(LengthOffset), body.Length);
        return bytes;
    }

    /// <summary>Length of the whole trailer whose head starts here, or 0 when none of this segment does.</summary>
    public static int TryReadLength(ReadOnlySpan<byte> head, ReadOnlySpan<byte> secret)
    {
        if (head.Length < HeadLength || !head.StartsWith(Magic) || !head.Slice(SecretOffset, SegmentHeader.SecretLength).SequenceEqual(secret))
            return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[LengthOffset..]);
        return length is > 0 and < int.MaxValue - HeadLength ? HeadLength + length : 0;
    }

    /// <summary>The entry, or null when the bytes are not whole.</summary>
    public static SpoolEntry? TryRead(byte[] trailer, long segment, long trailerOffset)
    {
        var body = trailer.AsSpan(HeadLength);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        if (!hash.SequenceEqual(trailer.AsSpan(HashOffset, 32)))
            return null;
        using var stream = new MemoryStream(trailer, HeadLength, trailer.Length - HeadLength, writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var entry = ReadBody(reader, segment, Blocks.RoundUp(trailerOffset + trailer.Length));
        return Blocks.RoundUp(entry.Start + entry.Length) == trailerOffset ? entry : null;
    }

    private static void WriteBody(BinaryWriter writer, SpoolEntry entry)
    {
        writer.Write(entry.InstanceId.ToByteArray(bigEndian: true));
        writer.Write(entry.Start);
        writer.Write(entry.Length);
        writer.Write(entry.HeaderLength);
        writer.Write(entry.Sha256);
        writer.Write(entry.Received.UtcTicks);
        string?[] texts =
        [
            entry.Context.PeerAddress, entry.Context.CallingAeTitle, entry.Context.CalledAeTitle, entry.Context.Project, entry.Context.JobItem,
            entry.Identity.SopClassUid, entry.Identity.SopInstanceUid, entry.Identity.TransferSyntaxUid,
            entry.Facts.StudyInstanceUid, entry.Facts.SeriesInstanceUid, entry.Facts.PatientId, entry.Facts.IssuerOfPatientId,
            entry.Facts.PatientName, entry.Facts.AccessionNumber, entry.Facts.StudyDate, entry.Facts.Modality,
        ];
        foreach (var text in texts)
        {
            writer.Write(text is not null);
            if (text is not null)
                writer.Write(text);
        }
    }

    private static SpoolEntry ReadBody(BinaryReader reader, long segment, long end)
    {
        var id = new Guid(reader.ReadBytes(16), bigEndian: true);
        var start = reader.ReadInt64();
        var length = reader.ReadInt64();
        var header = reader.ReadInt32();
        var hash = reader.ReadBytes(32);
        var received = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        string? Text() => reader.ReadBoolean() ? reader.ReadString() : null;
        var context = new ReceiveContext(Text()!, Text()!, Text()!, Text()!, Text());
        var identity = new InstanceIdentity(Text()!, Text()!, Text()!);
        var facts = new InstanceFacts
        {
            StudyInstanceUid = Text(),
            SeriesInstanceUid = Text(),
            PatientId = Text(),
            IssuerOfPatientId = Text(),
            PatientName = Text(),
            AccessionNumber = Text(),
            StudyDate = Text(),
            Modality = Text(),
        };
        return new SpoolEntry(id, segment, start, length, header, end, hash, received, context, identity, facts);
    }
}
