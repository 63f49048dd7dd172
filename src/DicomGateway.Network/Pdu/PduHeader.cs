using System.Buffers.Binary;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>The first six bytes of every PDU (PS3.8 9.3.1): type, a reserved byte, and the count of bytes that follow.</summary>
/// <param name="Type">What follows.</param>
/// <param name="Length">Bytes after the header; unsigned, as on the wire.</param>
public readonly record struct PduHeader(PduType Type, uint Length)
{
    /// <summary>Size of the header in bytes.</summary>
    public const int Size = 6;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    /// <exception cref="PduFormatException">The type is none of the seven, or the length cannot be that of such a PDU.</exception>
    public static PduHeader Read(ReadOnlySpan<byte> bytes)
    {
        var type = bytes[0];
        if (!IsKnown(type))
            throw new PduFormatException(AbortReason.UnrecognizedPdu, "The first byte is not a PDU type: the peer does not speak DICOM, or not without TLS.");
        var header = new PduHeader((PduType)type, BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));
        header.CheckLength();
        return header;
    }

    /// <summary>Whether a first byte is one of the seven types.</summary>
    public static bool IsKnown(byte type) => type is >= (byte)PduType.AssociateRequest and <= (byte)PduType.Abort;

    /// <summary>Writes the header.</summary>
    /// <param name="target">At least <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> target)
    {
        target[0] = (byte)Type;
        target[1] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(target[2..], Length);
    }

    private void CheckLength()
    {
        var isPossible = Type switch
        {
            PduType.AssociateRequest or PduType.AssociateAccept => Length >= AssociateLayout.FixedSize,
            PduType.DataTransfer => Length >= PdvHeader.Size,
            _ => Length == 4,
        };
        if (!isPossible)
            throw new PduFormatException(AbortReason.InvalidPduParameter, $"A PDU of type {(byte)Type} cannot have {Length} bytes.");
    }
}
