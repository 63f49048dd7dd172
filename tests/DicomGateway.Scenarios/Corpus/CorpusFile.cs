using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Service.Sending;
using DicomGateway.Testing;

namespace DicomGateway.Scenarios.Corpus;

/// <summary>A file of the corpus' manifest: an instance that can be sent, or the reason why it is none.</summary>
internal sealed record CorpusFile(string Name, string Path, SendItem? Item, string Reason)
{
    /// <summary>All files of the manifest, in its order.</summary>
    public static IReadOnlyList<CorpusFile> All()
    {
        if (SharedFolder.Find() is not { } shared || !File.Exists(System.IO.Path.Combine(shared, "corpus", "MANIFEST.tsv")))
            throw new IgnoreException("../shared/corpus is absent.");
        var folder = System.IO.Path.Combine(shared, "corpus");
        return [.. File.ReadLines(System.IO.Path.Combine(folder, "MANIFEST.tsv")).Skip(1).Select(line => Read(folder, line.Split('\t')[1]))];
    }

    /// <summary>As few groups as possible in which no SOP Instance UID comes twice.</summary>
    public static IReadOnlyList<IReadOnlyList<CorpusFile>> Rounds(IEnumerable<CorpusFile> files) =>
    [
        .. files.GroupBy(file => file.Item!.SopInstanceUid).SelectMany(same => same.Select((file, round) => (file, round)))
            .GroupBy(pair => pair.round).OrderBy(round => round.Key).Select(round => round.Select(pair => pair.file).ToList()),
    ];

    private static CorpusFile Read(string folder, string name)
    {
        var path = System.IO.Path.Combine(folder, name);
        var item = SendFiles.Read(path);
        return new CorpusFile(name, path, item, item is null ? Why(path) : "");
    }

    private static string Why(string path)
    {
        try
        {
            var file = DicomFile.Open(path);
            if (file.FileMetaInformation.TryGetString(DicomTag.MediaStorageSOPClassUID, out var stored) && stored == "1.2.840.10008.1.3.10")
                return "a directory of media (DICOMDIR), no instance";
            if (file.Dataset.GetUID(DicomTag.SOPClassUID)?.UID == "1.2.840.10008.1.3.10")
                return "a directory of media (DICOMDIR), no instance";
            var lacks = new[] { DicomTag.SOPClassUID, DicomTag.SOPInstanceUID }.Where(tag => file.Dataset.GetUID(tag) is null).Select(tag => tag.ToString());
            return $"lacks {string.Join(" and ", lacks)}";
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            return $"cannot be read: {exception.Message}";
        }
    }
}
