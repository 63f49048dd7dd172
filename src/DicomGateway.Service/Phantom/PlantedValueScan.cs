using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;

namespace DicomGateway.Service.Phantom;

/// <summary>Finds where the invented values stand in what was made, so that the list never departs from the files.</summary>
internal sealed class PlantedValueScan
{
    private readonly Dictionary<(string Study, string Kind, string Value), SortedSet<string>> _paths = [];

    public IReadOnlyList<PlantedValue> Values =>
        [.. _paths.Select(entry => new PlantedValue(entry.Key.Study, entry.Key.Kind, entry.Key.Value, [.. entry.Value]))];

    public void Add(PhantomVisit visit, DicomDataset dataset)
    {
        var study = visit.Uids.Make("study").UID;
        Scan(dataset, string.Empty, visit.Identity.Values.ToList(), study);
    }

    private void Scan(DicomDataset dataset, string prefix, List<(string Kind, string Value)> values, string study)
    {
        foreach (var item in dataset)
        {
            var path = $"{prefix}{item.Tag.Value:X8}";
            if (item is DicomSequence sequence)
            {
                foreach (var nested in sequence)
                    Scan(nested, path + "/", values, study);
                continue;
            }

            if (item is not DicomElement { VR.IsString: true } element || !dataset.TryGetString(element.Tag, out var text))
                continue;
            if (element.VR == DicomVR.UI && !DicomUIDDictionary.IsWellKnown(new DicomUID(text)))
                Note((study, "UID", text), path);
            foreach (var (kind, value) in values)
            {
                if (text.Contains(value, StringComparison.Ordinal))
                    Note((study, kind, value), path);
            }
        }
    }

    private void Note((string Study, string Kind, string Value) key, string path)
    {
        if (!_paths.TryGetValue(key, out var paths))
            _paths.Add(key, paths = new SortedSet<string>(StringComparer.Ordinal));
        paths.Add(path);
    }
}
