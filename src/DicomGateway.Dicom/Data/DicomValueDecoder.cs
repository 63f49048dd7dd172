using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using DicomGateway.Dicom.Data.CharacterSets;

namespace DicomGateway.Dicom.Data;

/// <summary>Bytes of an element to text and numbers (PS3.5 section 6.2).</summary>
internal static class DicomValueDecoder
{
    private static readonly char[] Padding = [' ', '\0'];

    public static string Text(DicomElement element, DicomCharacterSet characterSet)
    {
        if (element.VR.IsString)
            return RawText(element, characterSet).TrimEnd(Padding);
        return string.Join('\\', Strings(element, characterSet));
    }

    public static IReadOnlyList<string> Strings(DicomElement element, DicomCharacterSet characterSet)
    {
        if (element.IsEmpty)
            return [];
        if (element.VR.FixedValueSize > 0)
            return BinaryStrings(element);
        // Bytes of unknown meaning may be text. Bulk data are none, and reading some from disk to find out would cost memory.
        if (!element.VR.IsString)
            return element.VR is DicomVR.UN or DicomVR.OB && element.Stored is null ? [System.Text.Encoding.Latin1.GetString(element.Value.Span).TrimEnd(Padding)] : [];
        var text = RawText(element, characterSet);
        if (!element.VR.IsMultiValueString)
            return [text.TrimEnd(Padding)];
        var values = text.Split('\\');
        for (var i = 0; i < values.Length; i++)
            values[i] = element.VR is DicomVR.IS or DicomVR.DS or DicomVR.CS or DicomVR.AE or DicomVR.UI ? values[i].Trim(Padding) : values[i].TrimEnd(Padding);
        return values;
    }

    public static T[] Numbers<T>(DicomElement element, DicomCharacterSet characterSet)
        where T : struct, INumber<T> =>
        TryNumbers<T>(element, characterSet, out var values) ? values : throw new DicomDataException($"{element} holds a value that is no {typeof(T).Name}.");

    public static bool TryNumbers<T>(DicomElement element, DicomCharacterSet characterSet, out T[] values)
        where T : struct, INumber<T>
    {
        values = [];
        try
        {
            if (element.VR.IsString)
                return TryParse(Strings(element, characterSet), element.VR, out values);
            var unit = element.VR is DicomVR.OB or DicomVR.UN ? 1 : element.VR == DicomVR.AT ? 2 : element.VR.UnitSize;
            var bytes = element.Value.Span;
            values = new T[bytes.Length / unit];
            for (var i = 0; i < values.Length; i++)
                values[i] = Number<T>(bytes.Slice(i * unit, unit), element.VR);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static T Number<T>(ReadOnlySpan<byte> bytes, DicomVR vr)
        where T : struct, INumber<T> => vr switch
        {
            DicomVR.US or DicomVR.OW or DicomVR.AT => T.CreateChecked(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
            DicomVR.SS => T.CreateChecked(BinaryPrimitives.ReadInt16LittleEndian(bytes)),
            DicomVR.UL or DicomVR.OL => T.CreateChecked(BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
            DicomVR.SL => T.CreateChecked(BinaryPrimitives.ReadInt32LittleEndian(bytes)),
            DicomVR.UV or DicomVR.OV => T.CreateChecked(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
            DicomVR.SV => T.CreateChecked(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            DicomVR.FL or DicomVR.OF => T.CreateChecked(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
            DicomVR.FD or DicomVR.OD => T.CreateChecked(BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
            _ => T.CreateChecked(bytes[0]),
        };

    private static bool TryParse<T>(IReadOnlyList<string> texts, DicomVR vr, out T[] values)
        where T : struct, INumber<T>
    {
        values = new T[texts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var text = texts[i].Trim();
            if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                continue;
            // An integer VR may hold "12.0", and an integer may be asked of a DS.
            if (vr is not (DicomVR.DS or DicomVR.IS) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number != Math.Floor(number))
                return false;
            values[i] = T.CreateChecked(number);
        }

        return true;
    }

    private static string RawText(DicomElement element, DicomCharacterSet characterSet) =>
        element.VR.UsesCharacterSet ? characterSet.Decode(element.Value.Span, element.VR) : System.Text.Encoding.Latin1.GetString(element.Value.Span);

    private static string[] BinaryStrings(DicomElement element)
    {
        var size = element.VR.FixedValueSize;
        var values = new string[element.Length / size];
        for (var i = 0; i < values.Length; i++)
        {
            var bytes = element.Value.Span.Slice(i * size, size);
            values[i] = element.VR switch
            {
                DicomVR.AT => new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])).ToString(),
                DicomVR.FL => BinaryPrimitives.ReadSingleLittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
                DicomVR.FD => BinaryPrimitives.ReadDoubleLittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
                DicomVR.UV => BinaryPrimitives.ReadUInt64LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
                _ => Number<long>(bytes, element.VR).ToString(CultureInfo.InvariantCulture),
            };
        }

        return values;
    }
}
