using System.Text;
using DicomGateway.Curation.Metadata;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation.Inspection.Searches;

/// <summary>Looks at every element of a data set: for values of the identity list, and for elements that must not be there.</summary>
internal sealed class DatasetSearch(IdentitySearch identity, Action<string, string, string> report)
{
    private readonly List<DicomTag> _path = [];
    private readonly List<ExcusedValue> _excused = [];
    private int _items;

    /// <summary>Values of the maker's own attributes that were let pass although they hold the institution's name.</summary>
    public IReadOnlyList<ExcusedValue> Excused => _excused;

    public void Run(DicomDataset dataset)
    {
        foreach (var item in dataset)
        {
            _items++;
            if (item.Tag.IsPrivate)
                Report(item.Tag, "output.private", "A private element is left.");
            switch (item)
            {
                case DicomSequence sequence:
                    _path.Add(sequence.Tag);
                    foreach (var nested in sequence)
                        Run(nested);
                    _path.RemoveAt(_path.Count - 1);
                    break;
                case DicomElement { IsEmpty: false } element when element.VR.IsString:
                    Search(dataset, element);
                    break;
            }
        }
    }

    private void Search(DicomDataset dataset, DicomElement element)
    {
        var kind = IdentityAttributes.KindOf(element.Tag, element.VR);
        var isNumeric = element.VR is DicomVR.DS or DicomVR.IS or DicomVR.DA or DicomVR.TM or DicomVR.DT or DicomVR.AS;
        foreach (var value in Values(dataset, element))
        {
            if (element.VR == DicomVR.UI)
            {
                if (identity.IsOriginalUid(value))
                    Report(element.Tag, "leak.uid", "A UID of the original is left.");
            }
            else if (identity.Find(value, kind is not null, isNumeric) is { } found && !IsMakersName(dataset, element, value))
            {
                Report(element.Tag, "leak.value", $"A value or word of the original is left: {Words(found)}.");
            }
        }
    }

    // Long texts lie on disk; they are read as Latin-1, in which ASCII words stand out whatever the character set is.
    private static IReadOnlyList<string> Values(DicomDataset dataset, DicomElement element)
    {
        if (element.Stored is null)
            return element.VR == DicomVR.PN ? [.. dataset.GetStrings(element.Tag).SelectMany(name => name.Split('='))] : dataset.GetStrings(element.Tag);
        using var reader = new StreamReader(StoredValues.Open(element), Encoding.Latin1);
        return [reader.ReadToEnd()];
    }

    // A test system stands in its maker's house. Where Manufacturer is an institution of the study, word for word, the profile keeps it as the maker's
    // name, there and in the name of its model; anything else in these two values is looked for as everywhere.
    private bool IsMakersName(DicomDataset dataset, DicomElement element, string value)
    {
        if (element.Stored is not null || (element.Tag != DicomTag.Manufacturer && element.Tag != DicomTag.ManufacturerModelName)
            || identity.WithoutInstitution(dataset.GetStringOrEmpty(DicomTag.Manufacturer)) is not { } rest || rest.Find(value, isIdentifying: false, isNumeric: false) is not null)
            return false;
        _excused.Add(new ExcusedValue(_items - 1, element, rest.Raw));
        return true;
    }

    private void Report(DicomTag tag, string code, string text) => report(code, string.Join('.', _path.Append(tag)), text);

    public static string Words(IdentityKind kind) => kind switch
    {
        IdentityKind.PatientName => "patient's name",
        IdentityKind.PersonName => "a person's name",
        IdentityKind.PatientId => "Patient ID",
        IdentityKind.BirthDate => "birth date",
        IdentityKind.Accession => "accession number",
        IdentityKind.Address => "address",
        IdentityKind.Telephone => "telephone number",
        IdentityKind.Institution => "institution",
        IdentityKind.Uid => "UID",
        _ => "identifier",
    };
}
