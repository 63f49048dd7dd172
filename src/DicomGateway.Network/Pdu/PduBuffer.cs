using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DicomGateway.Network.Pdu.Units;

namespace DicomGateway.Network.Pdu;

/// <summary>Grows while a PDU is written; lengths are filled in when an item ends.</summary>
internal sealed class PduBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private readonly List<(int At, int Value)> _lengths = [];

    public void Byte(byte value) => Span(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Span(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Span(4), value);

    public void Zeros(int count) => Span(count).Clear();

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Span(value.Length));

    public void Text(string value) => Encoding.Latin1.GetBytes(value, Span(value.Length));

    public void PaddedText(string value, int size)
    {
        if (value.Length > size)
            throw new ArgumentException($"The text has {value.Length} characters, the field {size}.", nameof(value));
        var field = Span(size);
        field.Fill((byte)' ');
        Encoding.Latin1.GetBytes(value, field);
    }

    public void Counted(ReadOnlySpan<byte> value)
    {
        UInt16(checked((ushort)value.Length));
        Bytes(value);
    }

    public void CountedText(string value)
    {
        UInt16(checked((ushort)value.Length));
        Text(value);
    }

    public void TextItem(byte type, string value)
    {
        Byte(type);
        Byte(0);
        CountedText(value);
    }

    public int BeginItem(byte type)
    {
        Byte(type);
        Byte(0);
        return BeginCounted();
    }

    public int BeginCounted()
    {
        var at = _bytes.WrittenCount;
        UInt16(0);
        return at;
    }

    public void End(int begun) => _lengths.Add((begun, checked((ushort)(_bytes.WrittenCount - begun - 2))));

    public byte[] ToPdu(PduType type)
    {
        var body = _bytes.WrittenSpan;
        var pdu = new byte[PduHeader.Size + body.Length];
        new PduHeader(type, (uint)body.Length).Write(pdu);
        body.CopyTo(pdu.AsSpan(PduHeader.Size));
        foreach (var (at, value) in _lengths)
            BinaryPrimitives.WriteUInt16BigEndian(pdu.AsSpan(PduHeader.Size + at), (ushort)value);
        return pdu;
    }

    private Span<byte> Span(int count)
    {
        var span = _bytes.GetSpan(count)[..count];
        _bytes.Advance(count);
        return span;
    }
}
