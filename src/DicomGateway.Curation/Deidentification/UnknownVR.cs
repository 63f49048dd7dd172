using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;

namespace DicomGateway.Curation.Deidentification;

/// <summary>Standard attributes under VR UN (PS3.5 6.2.2): what the dictionary says they are.</summary>
internal static class UnknownVR
{
    /// <summary>The element as what it is; null when the dictionary has a sequence and the bytes are none.</summary>
    public static DicomItem? Recognise(DicomItem item)
    {
        if (item is not DicomElement { VR: DicomVR.UN } element || element.Tag.IsPrivate || DicomDictionary.Find(element.Tag) is not { } entry)
            return item;
        if (entry.VRs[0] == DicomVR.SQ)
            return element.IsEmpty ? new DicomSequence(element.Tag) : Sequence(element);
        return entry.VRs.Count == 1 && element.Stored is null && entry.VRs[0] is not (DicomVR.UN or DicomVR.None)
            ? new DicomElement(element.Tag, entry.VRs[0], element.Value)
            : item;
    }

    private static DicomSequence? Sequence(DicomElement element)
    {
        if (element.Stored is not null)
            return null;
        var bytes = new byte[8 + element.Value.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, element.Tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), element.Tag.Element);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), element.Value.Length);
        element.Value.CopyTo(bytes.AsMemory(8));
        try
        {
            return DicomDatasetReader.Read(bytes, DicomTransferSyntax.ImplicitVRLittleEndian).Dataset.Find<DicomSequence>(element.Tag);
        }
        catch (DicomFormatException)
        {
            return null;
        }
    }
}
