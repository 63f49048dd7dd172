using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Dictionary;

/// <summary>PS3.6. (The generated table takes this file's place.)</summary>
public static class DicomDictionary
{
    public static DicomDictionaryEntry? Find(DicomTag tag) => null;
}
