namespace DicomGateway.Dicom.Encoding.Elements;

/// <summary>Which of the three uncompressed encodings the first bytes of a data set are in.</summary>
internal static class EncodingDetection
{
    /// <summary>The declared encoding, unless the bytes are plainly in another one.</summary>
    public static DatasetEncoding Check(ReadOnlySpan<byte> bytes, DatasetEncoding declared)
    {
        if (bytes.Length < 8 || Matches(bytes, declared) || Detect(bytes) is not { } seen)
            return declared;
        // A data set may start with a high group that is a low one when it is turned round: then the shorter value decides.
        return seen.IsExplicit == declared.IsExplicit && FirstLength(bytes, declared) <= FirstLength(bytes, seen) ? declared : seen;
    }

    /// <summary>The encoding by its look; null when it looks like no data set.</summary>
    public static DatasetEncoding? Detect(ReadOnlySpan<byte> bytes)
    {
        foreach (var encoding in (ReadOnlySpan<DatasetEncoding>)[DatasetEncoding.ExplicitLittleEndian, new(true, true), DatasetEncoding.ImplicitLittleEndian, new(false, true)])
        {
            if (Matches(bytes, encoding))
                return encoding;
        }

        return null;
    }

    private static uint FirstLength(ReadOnlySpan<byte> bytes, DatasetEncoding encoding) =>
        encoding.IsExplicit ? encoding.UInt16(bytes[6..]) : encoding.UInt32(bytes[4..]);

    // A data set starts with a low group; without VR the first value is short, and its length spells no VR.
    private static bool Matches(ReadOnlySpan<byte> bytes, DatasetEncoding encoding)
    {
        if (bytes.Length < 8)
            return false;
        var group = encoding.Tag(bytes).Group;
        if (group is 0 or > 0x00FF && !(group is 0 && bytes[2] == 0 && bytes[3] == 0))
            return false;
        var known = VRForm.Of(bytes[4], bytes[5]) != VRForm.Unknown;
        return encoding.IsExplicit ? known : !known && (encoding.UInt32(bytes[4..]) is < 0x10000 or ElementHeader.Undefined);
    }
}
