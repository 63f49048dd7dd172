using System.Buffers.Binary;

namespace DicomGateway.Dicom.Tests.Encoding.Parsing;

/// <summary>Writes implicit VR elements in either byte order by the letter of PS3.5 7.1.3, right or wrong.</summary>
internal sealed class ImplicitElements(bool bigEndian = false)
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public ImplicitElements Header(uint tag, uint length)
    {
        Span<byte> header = stackalloc byte[8];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header, tag);
            BinaryPrimitives.WriteUInt32BigEndian(header[4..], length);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(tag >> 16));
            BinaryPrimitives.WriteUInt16LittleEndian(header[2..], (ushort)tag);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], length);
        }

        _bytes.AddRange(header);
        return this;
    }

    public ImplicitElements Text(uint tag, string text) => Header(tag, (uint)text.Length).Raw(System.Text.Encoding.ASCII.GetBytes(text));

    public ImplicitElements Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }
}
