using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Makes identifiers of requests.</summary>
internal static class IdentifierForm
{
    /// <param name="values">Keys with values.</param>
    /// <param name="returned">Keys to be returned.</param>
    public static DicomDataset Make(IEnumerable<(DicomTag Tag, IReadOnlyList<string> Values)> values, IEnumerable<DicomTag> returned)
    {
        var keys = new DicomDataset();
        var asked = values.ToList();
        if (asked.Exists(key => key.Values.Any(value => !value.All(char.IsAscii))))
            keys.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        foreach (var tag in returned)
            keys.AddOrUpdate(new DicomElement(tag, DicomDictionary.DefaultVR(tag), ReadOnlyMemory<byte>.Empty));
        foreach (var (tag, texts) in asked)
            keys.AddOrUpdate(tag, DicomDictionary.DefaultVR(tag), [.. texts]);
        return keys;
    }
}
