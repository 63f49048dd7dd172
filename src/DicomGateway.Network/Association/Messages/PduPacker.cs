using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Association.Messages;

/// <summary>Lays P-DATA-TF PDUs of one value each into a buffer, as many as fit, so that one write carries many.</summary>
internal struct PduPacker(Memory<byte> buffer, byte contextId, int mostInPdu)
{
    private const int Overhead = PduHeader.Size + PdvHeader.Size;

    /// <summary>No PDU smaller than this is begun at the end of the buffer, unless it is the last.</summary>
    private const int Worthwhile = 4096;

    /// <summary>Even, as PS3.8 annex E asks for all but the last fragment.</summary>
    private readonly int _mostData = (mostInPdu - PdvHeader.Size) & ~1;

    public int Length { get; private set; }

    /// <summary>Room for some of <paramref name="left"/> bytes, behind a header that says so; empty when the buffer is full.</summary>
    public Memory<byte> Next(long left, bool isCommand)
    {
        var wanted = (int)Math.Min(left, _mostData);
        var room = (buffer.Length - Length - Overhead) & ~1;
        if (room < wanted && (Length > 0 || room < 2) && room < Worthwhile)
            return default;
        var count = Math.Min(wanted, room);
        var target = buffer.Span[Length..];
        new PduHeader(PduType.DataTransfer, (uint)(PdvHeader.Size + count)).Write(target);
        new PdvHeader((uint)count, contextId, isCommand, IsLast: count == left).Write(target[PduHeader.Size..]);
        var slot = buffer.Slice(Length + Overhead, count);
        Length += Overhead + count;
        return slot;
    }

    public void Clear() => Length = 0;
}
