using System.Buffers.Binary;
using System.Text;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>Takes fields off a PDU's bytes; every length is checked against what is left of the enclosing item.</summary>
internal ref struct PduFieldReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte(string field) => Take(1, field)[0];

    public ushort UInt16(string field) => BinaryPrimitives.ReadUInt16BigEndian(Take(2, field));

    public uint UInt32(string field) => BinaryPrimitives.ReadUInt32BigEndian(Take(4, field));

    public ReadOnlySpan<byte> Take(int count, string field)
    {
        if (count > _rest.Length)
        {
            throw new PduFormatException(
                AbortReason.InvalidPduParameter, $"{field} needs {count} bytes but its item or PDU has only {_rest.Length} left.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public ReadOnlySpan<byte> Rest()
    {
        var taken = _rest;
        _rest = default;
        return taken;
    }

    /// <summary>A field that is preceded by its length in 16 bits.</summary>
    public ReadOnlySpan<byte> Counted(string field) => Take(UInt16(field), field);

    /// <summary>An item: type, reserved byte, length in 16 bits, content.</summary>
    public byte Item(out PduFieldReader content)
    {
        var type = Byte("An item's type");
        Take(1, "An item's reserved byte");
        content = new PduFieldReader(Counted("An item"));
        return type;
    }

    public string CountedText(string field) => Text(Counted(field));

    public string RestAsText() => Text(Rest());

    /// <summary>Without padding: space by the standard, NUL by habit.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes.Trim(" \0"u8));
}
