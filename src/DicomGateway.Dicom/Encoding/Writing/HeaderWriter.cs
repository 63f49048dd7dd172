using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Writing;

/// <summary>Headers of elements, items and delimiters in the form of one encoding; a few bytes at a time.</summary>
internal sealed class HeaderWriter(DatasetEncoding encoding)
{
    private readonly byte[] _bytes = new byte[24];
    private int _count;

    /// <summary>What has been written since <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    public void Clear() => _count = 0;

    public void Element(DicomTag tag, DicomVR vr, uint length)
    {
        Tag(tag);
        if (!encoding.IsExplicit)
        {
            UInt32(length);
            return;
        }

        _bytes[_count++] = (byte)((ushort)vr >> 8);
        _bytes[_count++] = (byte)vr;
        if (vr.HasLongLength)
        {
            UInt16(0);
            UInt32(length);
        }
        else
        {
            UInt16((ushort)length);
        }
    }

    /// <summary>Item or delimiter.</summary>
    public void Item(uint tag, uint length)
    {
        Tag(new DicomTag(tag));
        UInt32(length);
    }

    public void UInt32(uint value)
    {
        if (encoding.IsBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_count), value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_count), value);
        _count += 4;
    }

    public void Byte(byte value) => _bytes[_count++] = value;

    private void Tag(DicomTag tag)
    {
        UInt16(tag.Group);
        UInt16(tag.Element);
    }

    private void UInt16(ushort value)
    {
        if (encoding.IsBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_count), value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_count), value);
        _count += 2;
    }
}
