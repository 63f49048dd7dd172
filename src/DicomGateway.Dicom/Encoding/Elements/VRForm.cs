using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding.Elements;

/// <summary>The length field that follows a VR in explicit encodings (PS3.5 7.1.2), looked up by the two characters.</summary>
internal static class VRForm
{
    public const byte Unknown = 0;
    public const byte Short = 1;
    public const byte Long = 2;

    private static readonly byte[] Forms = Build();

    public static byte Of(byte first, byte second)
    {
        var row = (uint)(first - 'A');
        var column = (uint)(second - 'A');
        return row < 26 && column < 26 ? Forms[(row * 26) + column] : Unknown;
    }

    public static bool AreLetters(byte first, byte second) => (uint)(first - 'A') < 26 && (uint)(second - 'A') < 26;

    private static byte[] Build()
    {
        var forms = new byte[26 * 26];
        foreach (var vr in Enum.GetValues<DicomVR>())
        {
            if (vr != DicomVR.None)
                forms[((((ushort)vr >> 8) - 'A') * 26) + ((ushort)vr & 0xFF) - 'A'] = vr.HasLongLength ? Long : Short;
        }

        return forms;
    }
}
