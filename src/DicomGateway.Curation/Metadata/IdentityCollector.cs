using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Curation.Metadata;

/// <summary>Gathers identifying values from a data set, at every depth, private elements included.</summary>
internal static class IdentityCollector
{
    public static void Collect(DicomDataset dataset, IdentityList list)
    {
        foreach (var item in dataset)
        {
            switch (item)
            {
                case DicomSequence sequence:
                    foreach (var nested in sequence)
                        Collect(nested, list);
                    break;
                case DicomElement { Stored: null, IsEmpty: false } element when IdentityAttributes.KindOf(element.Tag, VROf(element)) is { } kind:
                    Add(dataset, element, kind, list);
                    break;
            }
        }
    }

    // What comes as UN is what the dictionary says it is.
    private static DicomVR VROf(DicomElement element) =>
        element.VR == DicomVR.UN && !element.Tag.IsPrivate ? DicomDictionary.DefaultVR(element.Tag) : element.VR;

    private static void Add(DicomDataset dataset, DicomElement element, IdentityKind kind, IdentityList list)
    {
        var values = dataset.GetStrings(element.Tag);
        if (kind == IdentityKind.Uid)
        {
            AddUids(element.Tag, values, list);
            return;
        }

        var bytes = values.Count == 1 ? element.Value : default;
        foreach (var value in values)
            list.Add(kind, value, bytes);
    }

    private static void AddUids(DicomTag tag, IReadOnlyList<string> values, IdentityList list)
    {
        foreach (var uid in values)
        {
            if (IdentityAttributes.NamesAClass(tag))
                list.AddSharedUid(uid);
            else if (uid.Length > 0 && !uid.StartsWith("1.2.840.10008.", StringComparison.Ordinal) && !DicomUIDDictionary.IsWellKnown(new DicomUID(uid)))
                list.Add(IdentityKind.Uid, uid, default);
        }
    }
}
