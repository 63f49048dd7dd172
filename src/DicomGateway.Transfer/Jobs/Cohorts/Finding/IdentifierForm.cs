using DicomGateway.Dicom.Data;
using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding;

/// <summary>Makes identifiers of requests.</summary>
internal static class IdentifierForm
{
    /// <param name="values">Keys with values.</param>
    /// <param name="returned">Keys to be returned.</param>
    public static DicomDataset Make(IEnumerable<(AttributePath Attribute, IReadOnlyList<string> Values)> values, IEnumerable<AttributePath> returned)
    {
        var keys = new DicomDataset();
        var asked = values.ToList();
        if (asked.Exists(key => key.Values.Any(value => !value.All(char.IsAscii))))
            keys.AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        foreach (var attribute in returned)
            attribute.Write(keys, []);
        foreach (var (attribute, texts) in asked)
            attribute.Write(keys, texts);
        return keys;
    }
}
