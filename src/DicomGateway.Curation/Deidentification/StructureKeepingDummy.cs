using System.Collections.Frozen;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Curation.Deidentification;

/// <summary>
/// A dummy of a sequence: its items with dummies for texts, numbers, dates and bytes. What holds the items together stays: value types,
/// relationships, counts, references (mapped) and codes of public coding schemes, none of which can name a person.
/// </summary>
internal static class StructureKeepingDummy
{
    private static readonly FrozenSet<string> PublicSchemes = new[]
    {
        "DCM", "SCT", "SRT", "SNM3", "UCUM", "LN", "RADLEX", "UMLS", "FMA", "BI", "ACR", "NCIt", "ITIS_TSN", "MDC", "I10", "I9C", "IBSI", "RXNORM", "HGNC",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static DicomItem For(DicomItem item, DicomDataset dataset)
    {
        if (item is not DicomElement element || element.IsEmpty || item.Tag == DicomTag.SpecificCharacterSet)
            return item;
        return element.VR switch
        {
            DicomVR.CS or DicomVR.UI or DicomVR.AT or DicomVR.US or DicomVR.SS or DicomVR.UL or DicomVR.SL or DicomVR.UV or DicomVR.SV => element,
            DicomVR.IS when IsReference(dataset) => element,
            DicomVR.FL or DicomVR.FD or DicomVR.OF or DicomVR.OD or DicomVR.DS or DicomVR.IS
                when element.Stored is null => DummyValue.SameCount(element),
            _ => DummyValue.For(element.Tag, element.VR),
        };
    }

    /// <summary>True for a coded entry of a public scheme.</summary>
    public static bool IsPublicCode(DicomDataset item) =>
        item.Contains(DicomTag.CodeMeaning) && PublicSchemes.Contains(item.GetStringOrEmpty(DicomTag.CodingSchemeDesignator).Trim());

    // Frame and segment numbers beside a reference.
    private static bool IsReference(DicomDataset dataset) => dataset.Contains(DicomTag.ReferencedSOPInstanceUID);
}
