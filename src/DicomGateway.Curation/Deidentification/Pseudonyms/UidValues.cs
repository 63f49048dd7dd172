using System.Text;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification.Pseudonyms;

/// <summary>Elements whose values are UIDs.</summary>
internal static class UidValues
{
    /// <summary>The element with every value mapped. What is no text at all is emptied.</summary>
    public static DicomItem Map(DicomItem item, UidMap uids)
    {
        if (item is not DicomElement element)
            return DummyValue.Empty(item.Tag, DicomVR.UI);
        if (element.IsEmpty)
            return element;
        if (element.Stored is not null)
            return DummyValue.Empty(element.Tag, element.VR);
        var values = Encoding.Latin1.GetString(element.Value.Span).Split('\\');
        for (var i = 0; i < values.Length; i++)
            values[i] = uids.Map(values[i]);
        var text = string.Join('\\', values);
        return DummyValue.OfText(element.Tag, element.VR.IsString ? element.VR : DicomVR.UI, text);
    }
}
