using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Service.Phantom;

namespace DicomGateway.Service.Demo;

/// <summary>Looks into what the archive got, as a stranger would: no invented value may be there, and every object says that it was de-identified.</summary>
internal static class DemoArchiveCheck
{
    private const int ShortestTell = 4;

    public static bool Run(string folder, IReadOnlyList<PlantedValue> planted, string marker, TextWriter output)
    {
        var values = planted.Select(value => value.Value).Where(value => value.Length >= ShortestTell).ToHashSet(StringComparer.Ordinal);
        var wrong = new List<string>();
        var files = Directory.GetFiles(folder, "*.dcm");
        foreach (var path in files)
        {
            var name = Path.GetFileName(path);
            var file = DicomFile.Open(path);
            if (file.Dataset.GetStringOrEmpty(DicomTag.PatientIdentityRemoved) != "YES")
                wrong.Add($"{name}: does not say that it was de-identified");
            wrong.AddRange(Texts(file.Dataset).Concat(Texts(file.FileMetaInformation)).Where(values.Contains).Select(_ => $"{name}: holds a planted value"));
            if (File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.ASCII.GetBytes(marker)) >= 0)
                wrong.Add($"{name}: holds the marker of the planted values");
        }

        output.WriteLine($"Archive: {files.Length} files looked through for {values.Count} planted values: {(wrong.Count == 0 ? "none found" : $"{wrong.Count} findings")}");
        foreach (var line in wrong.Distinct().Take(20))
            output.WriteLine($"  UNEXPECTED: {line}");
        return wrong.Count == 0;
    }

    private static IEnumerable<string> Texts(DicomDataset dataset)
    {
        foreach (var item in dataset)
        {
            if (item is DicomSequence sequence)
            {
                foreach (var text in sequence.SelectMany(Texts))
                    yield return text;
            }
            else if (item is DicomElement { VR.IsString: true } && dataset.TryGetString(item.Tag, out var text))
            {
                yield return text;
            }
        }
    }
}
