using System.Buffers.Binary;
using System.Text;
using DicomGateway.Dicom.Encoding;

namespace DicomGateway.Transfer.Spool.Segments;

/// <summary>Preamble and file meta information (PS3.10 7.1) for a data set that came over the network. Written by hand: it is nine elements.</summary>
internal static class Part10Header
{
    private const int PreambleLength = 128;
    private const int GroupLengthOffset = PreambleLength + 4;
    private const int GroupLengthLength = 12;

    public static byte[] Write(InstanceIdentity identity, string callingAeTitle)
    {
        using var stream = new MemoryStream(512);
        stream.Write(new byte[PreambleLength]);
        stream.Write("DICM"u8);
        WriteElement(stream, 0x0000, "UL", [0, 0, 0, 0]);
        WriteElement(stream, 0x0001, "OB", [0, 1]);
        WriteElement(stream, 0x0002, "UI", Uid(identity.SopClassUid));
        WriteElement(stream, 0x0003, "UI", Uid(identity.SopInstanceUid));
        WriteElement(stream, 0x0010, "UI", Uid(identity.TransferSyntaxUid));
        WriteElement(stream, 0x0012, "UI", Uid(DicomImplementation.ClassUID.ToString()));
        WriteElement(stream, 0x0013, "SH", Padded(DicomImplementation.VersionName, ' '));
        if (callingAeTitle.Length > 0)
            WriteElement(stream, 0x0016, "AE", Padded(callingAeTitle, ' '));
        var bytes = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(
            bytes.AsSpan(GroupLengthOffset + 8), bytes.Length - GroupLengthOffset - GroupLengthLength);
        return bytes;
    }

    private static byte[] Uid(string uid) => Padded(uid, '\0');

    private static byte[] Padded(string text, char padding) => Encoding.Latin1.GetBytes(text.Length % 2 == 0 ? text : text + padding);

    private static void WriteElement(MemoryStream stream, ushort element, string vr, ReadOnlySpan<byte> value)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0x0002);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element);
        header[4] = (byte)vr[0];
        header[5] = (byte)vr[1];
        if (vr == "OB")
        {
            header[6..8].Clear();
            BinaryPrimitives.WriteInt32LittleEndian(header[8..], value.Length);
            stream.Write(header);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)value.Length);
            stream.Write(header[..8]);
        }
        stream.Write(value);
    }
}
