using System.Buffers.Binary;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>What precedes the bytes of a presentation data value (PS3.8 9.3.5.1 and E.2).</summary>
/// <param name="DataLength">Bytes of the fragment that follows.</param>
/// <param name="ContextId">The presentation context.</param>
/// <param name="IsCommand">Command set, as against data set.</param>
/// <param name="IsLast">Last fragment of this command set or data set.</param>
public readonly record struct PdvHeader(uint DataLength, byte ContextId, bool IsCommand, bool IsLast)
{
    /// <summary>Item length, context id and message control header, in bytes.</summary>
    public const int Size = 6;

    /// <summary>Reads a header and checks it against what is left of its PDU.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    /// <param name="leftInPdu">Bytes of the PDU that are not read yet, this header included.</param>
    /// <exception cref="PduFormatException">The item does not fit in the PDU or has no room for its own header.</exception>
    public static PdvHeader Read(ReadOnlySpan<byte> bytes, uint leftInPdu)
    {
        if (leftInPdu < Size)
            throw new PduFormatException(AbortReason.InvalidPduParameter, "The rest of a P-DATA-TF PDU is too short for a presentation data value.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (length < 2)
            throw new PduFormatException(AbortReason.InvalidPduParameter, "A presentation data value is shorter than its own header.");
        if (length > leftInPdu - 4)
            throw new PduFormatException(AbortReason.InvalidPduParameter, "A presentation data value is longer than its PDU.");
        if ((bytes[4] & 1) == 0)
            throw new PduFormatException(AbortReason.InvalidPduParameter, "A presentation data value has an even presentation context id.");
        return new PdvHeader(length - 2, bytes[4], (bytes[5] & 1) != 0, (bytes[5] & 2) != 0);
    }

    /// <summary>Writes the header.</summary>
    /// <param name="target">At least <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target, DataLength + 2);
        target[4] = ContextId;
        target[5] = (byte)((IsCommand ? 1 : 0) | (IsLast ? 2 : 0));
    }
}
