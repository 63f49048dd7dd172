using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DicomGateway.Dicom.Encoding.Elements;

/// <summary>Turns units of two, four or eight bytes round; bytes that make no whole unit stay.</summary>
internal static class ByteOrder
{
    public static void Swap(Span<byte> bytes, int unit)
    {
        switch (unit)
        {
            case 2:
                var twos = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(twos, twos);
                break;
            case 4:
                var fours = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(fours, fours);
                break;
            case 8:
                var eights = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(eights, eights);
                break;
            default:
                break;
        }
    }
}
