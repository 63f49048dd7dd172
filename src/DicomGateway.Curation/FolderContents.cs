using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation;

/// <summary>What lies in a folder, study by study, copies of the same object once.</summary>
internal sealed class FolderContents
{
    private readonly SortedDictionary<string, List<SourceInstance>> _studies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SourceInstance>> _instances = new(StringComparer.Ordinal);
    private readonly List<string> _notDicom = [];
    private int _number;

    private FolderContents()
    {
    }

    public IReadOnlyCollection<IReadOnlyList<SourceInstance>> Studies => _studies.Values;

    public IReadOnlyList<string> NotDicom => _notDicom;

    public static FolderContents Gather(IReadOnlyList<string> inputs, CancellationToken cancellationToken)
    {
        var contents = new FolderContents();
        foreach (var path in inputs.SelectMany(Files).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            contents.Add(path);
        }

        return contents;
    }

    private static IEnumerable<string> Files(string input) =>
        Directory.Exists(input) ? Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories) : [input];

    private void Add(string path)
    {
        var (study, instance) = (path, path);
        try
        {
            var dataset = DicomFile.Open(path).Dataset;
            study = dataset.GetUID(DicomTag.StudyInstanceUID)?.UID ?? path;
            instance = dataset.GetUID(DicomTag.SOPInstanceUID)?.UID ?? path;
        }
        catch (DicomFormatException exception) when (exception.Error == DicomFormatError.NotDicom)
        {
            _notDicom.Add(path);
            return;
        }
        catch (DicomFormatException)
        {
            // A damaged object goes on as a study of its own: it is held and reported rather than passed over.
        }

        var source = new SourceInstance($"i{++_number:D6}", path, 0, null, string.Empty, string.Empty);
        var versions = ListOf(_instances, instance);
        if (versions.Exists(version => HaveSameContent(version, source)))
            return;
        versions.Add(source);
        ListOf(_studies, study).Add(source);
    }

    private static bool HaveSameContent(SourceInstance left, SourceInstance right) =>
        CanonicalDigest.Compute(left.Open().Dataset).AsSpan().SequenceEqual(CanonicalDigest.Compute(right.Open().Dataset));

    private static List<SourceInstance> ListOf(IDictionary<string, List<SourceInstance>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }
}
