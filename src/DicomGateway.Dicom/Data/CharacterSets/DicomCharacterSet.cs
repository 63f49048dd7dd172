
namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>Specific Character Set (PS3.3 C.12.1.1.2). (The full one takes this file's place.)</summary>
public sealed class DicomCharacterSet
{
    private readonly System.Text.Encoding _encoding = System.Text.Encoding.Latin1;

    public static DicomCharacterSet Default { get; } = new();

    public static DicomCharacterSet Parse(IReadOnlyList<string> definedTerms) => Default;

    public string Decode(ReadOnlySpan<byte> bytes, DicomVR vr) => _encoding.GetString(bytes);

    public byte[] Encode(string text, DicomVR vr) => _encoding.GetBytes(text);
}
