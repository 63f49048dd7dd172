using System.Buffers.Binary;
using System.Text;

namespace DicomGateway.Testing.Faults.Wire;

/// <summary>PDUs and command sets by the letter of PS3.8 9.3 and PS3.7 E.1, made without the product's code so that both can be compared.</summary>
public static class WirePdu
{
    public const string ApplicationContext = "1.2.840.10008.3.1.1.1";

    public static byte[] Pdu(byte type, ReadOnlySpan<byte> body)
    {
        var pdu = new byte[6 + body.Length];
        pdu[0] = type;
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(2), (uint)body.Length);
        body.CopyTo(pdu.AsSpan(6));
        return pdu;
    }

    public static byte[] Item(byte type, ReadOnlySpan<byte> body)
    {
        var item = new byte[4 + body.Length];
        item[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(item.AsSpan(2), (ushort)body.Length);
        body.CopyTo(item.AsSpan(4));
        return item;
    }

    public static byte[] Item(byte type, string text) => Item(type, Encoding.ASCII.GetBytes(text));

    public static byte[] AssociateRequest(string called, string calling, uint maximumLength, params (byte Id, string AbstractSyntax, string TransferSyntax)[] contexts)
    {
        var variable = contexts.Select(c => Item(0x20, [c.Id, 0, 0, 0, .. Item(0x30, c.AbstractSyntax), .. Item(0x40, c.TransferSyntax)])).SelectMany(bytes => bytes);
        return Pdu(1, [.. Fixed(called, calling), .. Item(0x10, ApplicationContext), .. variable, .. UserInformation(maximumLength)]);
    }

    /// <summary>Accepts every context of a request with the first transfer syntax that it names.</summary>
    public static byte[] AssociateAccept(ReadOnlySpan<byte> request, uint maximumLength)
    {
        var variable = new List<byte>();
        foreach (var (type, body) in Items(request[68..].ToArray()).Where(item => item.Type == 0x20))
        {
            var syntax = Items(body[4..]).First(sub => sub.Type == 0x40).Body;
            variable.AddRange(Item((byte)(type + 1), [body[0], 0, 0, 0, .. Item(0x40, syntax)]));
        }

        return Pdu(2, [.. request[..68], .. Item(0x10, ApplicationContext), .. variable, .. UserInformation(maximumLength)]);
    }

    /// <summary>One P-DATA-TF PDU with one PDV.</summary>
    public static byte[] Data(byte context, bool command, bool last, ReadOnlySpan<byte> fragment)
    {
        var pdu = new byte[12 + fragment.Length];
        pdu[0] = 4;
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(2), (uint)fragment.Length + 6);
        BinaryPrimitives.WriteUInt32BigEndian(pdu.AsSpan(6), (uint)fragment.Length + 2);
        pdu[10] = context;
        pdu[11] = (byte)((command ? 1 : 0) | (last ? 2 : 0));
        fragment.CopyTo(pdu.AsSpan(12));
        return pdu;
    }

    public static byte[] ReleaseRequest => Pdu(5, new byte[4]);

    public static byte[] ReleaseResponse => Pdu(6, new byte[4]);

    public static byte[] Abort => Pdu(7, new byte[4]);

    public static IEnumerable<(byte Type, byte[] Body)> Items(byte[] bytes)
    {
        for (var at = 0; at + 4 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2));
            yield return (bytes[at], bytes[(at + 4)..(at + 4 + length)]);
            at += 4 + length;
        }
    }

    /// <summary>A command set in Implicit VR Little Endian with its group length.</summary>
    public static byte[] Command(params (ushort Element, object Value)[] elements)
    {
        var body = new MemoryStream();
        foreach (var (element, value) in elements)
            body.Write(Element(element, value is ushort number ? [(byte)number, (byte)(number >> 8)] : Encoding.ASCII.GetBytes((string)value)));
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)body.Length);
        return [.. Element(0, length), .. body.ToArray()];
    }

    public static Dictionary<ushort, byte[]> ReadCommand(ReadOnlySpan<byte> bytes)
    {
        var elements = new Dictionary<ushort, byte[]>();
        while (bytes.Length >= 8)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
            elements[BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])] = bytes.Slice(8, length).ToArray();
            bytes = bytes[(8 + length)..];
        }

        return elements;
    }

    private static byte[] Fixed(string called, string calling) =>
        [0, 1, 0, 0, .. Encoding.ASCII.GetBytes(called.PadRight(16)), .. Encoding.ASCII.GetBytes(calling.PadRight(16)), .. new byte[32]];

    private static byte[] UserInformation(uint maximumLength)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, maximumLength);
        return Item(0x50, [.. Item(0x51, length), .. Item(0x52, "2.25.329800735698586629295641978511506172918"), .. Item(0x55, "PROOF")]);
    }

    private static byte[] Element(ushort element, byte[] value)
    {
        var padded = value.Length + (value.Length & 1);
        var bytes = new byte[8 + padded];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), element);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), padded);
        value.CopyTo(bytes.AsSpan(8));
        return bytes;
    }
}
