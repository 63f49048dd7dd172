using System.Buffers.Binary;
using System.Text;

namespace DicomGateway.Testing.Faults;

/// <summary>
/// Writes Explicit VR Little Endian elements by the letter of PS3.5 7.1.2. It shares no code with the product, so that what it
/// writes can serve as the oracle.
/// </summary>
public sealed class ExplicitElements
{
    private readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public ExplicitElements Text(ushort group, ushort element, string vr, string value)
    {
        var bytes = Encoding.ASCII.GetBytes(value.Length % 2 == 0 ? value : value + (vr == "UI" ? '\0' : ' '));
        return Write(group, element, vr, bytes);
    }

    public ExplicitElements Number(ushort group, ushort element, ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return Write(group, element, "US", bytes);
    }

    public ExplicitElements Write(ushort group, ushort element, string vr, ReadOnlySpan<byte> value)
    {
        Header(group, element, vr, (uint)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>The header alone, with any length, true or not.</summary>
    public ExplicitElements Header(ushort group, ushort element, string vr, uint length)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(header, group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element);
        header[4] = (byte)vr[0];
        header[5] = (byte)vr[1];
        if (vr is "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "SQ" or "SV" or "UC" or "UN" or "UR" or "UT" or "UV")
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], length);
            _bytes.Write(header);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)length);
            _bytes.Write(header[..8]);
        }

        return this;
    }

    /// <summary>An item tag or delimiter of group FFFE.</summary>
    public ExplicitElements Delimiter(ushort element, uint length)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], element);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], length);
        _bytes.Write(bytes);
        return this;
    }

    public ExplicitElements Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }
}
