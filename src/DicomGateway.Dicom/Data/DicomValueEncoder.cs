using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using DicomGateway.Dicom.Data.CharacterSets;

namespace DicomGateway.Dicom.Data;

/// <summary>Text and numbers to the bytes of an element, padded to even length (PS3.5 section 6.2).</summary>
internal static class DicomValueEncoder
{
    public static byte[] FromStrings(DicomTag tag, DicomVR vr, string[] values, DicomCharacterSet characterSet)
    {
        if (values.Length == 0)
            return [];
        if (vr == DicomVR.AT)
            return FromTags(tag, values);
        if (vr.FixedValueSize > 0)
            return FromNumbers(tag, vr, Array.ConvertAll(values, value => ParseNumber(tag, vr, value)));
        if (!vr.IsString && vr != DicomVR.UN)
            throw new DicomDataException($"{tag} {vr.Code} takes bytes, not text.");
        var text = string.Join('\\', values);
        var bytes = vr.UsesCharacterSet ? characterSet.Encode(text, vr) : System.Text.Encoding.Latin1.GetBytes(text);
        return Pad(bytes, vr);
    }

    public static byte[] FromNumbers<T>(DicomTag tag, DicomVR vr, T[] values)
        where T : struct, INumber<T>
    {
        if (vr is DicomVR.IS or DicomVR.DS)
            return FromStrings(tag, vr, Array.ConvertAll(values, value => NumberText(tag, vr, value)), DicomCharacterSet.Default);
        var unit = vr is DicomVR.OB or DicomVR.UN ? 1 : vr.UnitSize;
        if (vr.IsString || vr is DicomVR.SQ or DicomVR.AT or DicomVR.None)
            throw new DicomDataException($"{tag} {vr.Code} takes no numbers.");
        var bytes = new byte[(values.Length * unit) + ((values.Length * unit) & 1)];
        try
        {
            for (var i = 0; i < values.Length; i++)
                Write(bytes.AsSpan(i * unit, unit), vr, values[i]);
        }
        catch (OverflowException)
        {
            throw new DicomDataException($"A number does not fit {tag} {vr.Code}.");
        }

        return bytes;
    }

    public static byte[] Pad(byte[] bytes, DicomVR vr)
    {
        if ((bytes.Length & 1) == 0)
            return bytes;
        Array.Resize(ref bytes, bytes.Length + 1);
        bytes[^1] = vr.PaddingByte;
        return bytes;
    }

    private static void Write<T>(Span<byte> to, DicomVR vr, T value)
        where T : struct, INumber<T>
    {
        switch (vr)
        {
            case DicomVR.US or DicomVR.OW: BinaryPrimitives.WriteUInt16LittleEndian(to, ushort.CreateChecked(value)); break;
            case DicomVR.SS: BinaryPrimitives.WriteInt16LittleEndian(to, short.CreateChecked(value)); break;
            case DicomVR.UL or DicomVR.OL: BinaryPrimitives.WriteUInt32LittleEndian(to, uint.CreateChecked(value)); break;
            case DicomVR.SL: BinaryPrimitives.WriteInt32LittleEndian(to, int.CreateChecked(value)); break;
            case DicomVR.UV or DicomVR.OV: BinaryPrimitives.WriteUInt64LittleEndian(to, ulong.CreateChecked(value)); break;
            case DicomVR.SV: BinaryPrimitives.WriteInt64LittleEndian(to, long.CreateChecked(value)); break;
            case DicomVR.FL or DicomVR.OF: BinaryPrimitives.WriteSingleLittleEndian(to, float.CreateChecked(value)); break;
            case DicomVR.FD or DicomVR.OD: BinaryPrimitives.WriteDoubleLittleEndian(to, double.CreateChecked(value)); break;
            default: to[0] = byte.CreateChecked(value); break;
        }
    }

    private static byte[] FromTags(DicomTag tag, string[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            if (!DicomTag.TryParse(values[i], out var value))
                throw new DicomDataException($"A value of {tag} AT is no tag.");
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 4), value.Group);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((i * 4) + 2), value.Element);
        }

        return bytes;
    }

    // decimal is too narrow for FL and FD, double too coarse for SV and UV: each is only asked for what it holds.
    private static double ParseNumber(DicomTag tag, DicomVR vr, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (vr is not (DicomVR.SV or DicomVR.UV) || Math.Abs(number) <= 1L << 53)
            ? number
            : throw new DicomDataException($"A value of {tag} {vr.Code} is no number that fits: give it as a number, not as text.");

    // A DS has at most 16 characters (PS3.5 6.2).
    private static string NumberText<T>(DicomTag tag, DicomVR vr, T value)
        where T : struct, INumber<T>
    {
        var text = value.ToString(null, CultureInfo.InvariantCulture);
        if (vr == DicomVR.IS)
            return text.Length <= 12 && text.All(c => char.IsAsciiDigit(c) || c == '-') ? text : throw new DicomDataException($"A number does not fit {tag} IS.");
        for (var digits = 15; text.Length > 16 && digits > 0; digits--)
            text = double.CreateChecked(value).ToString("G" + digits, CultureInfo.InvariantCulture);
        return text;
    }
}
