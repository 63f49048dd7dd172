using DicomGateway.Testing;

namespace DicomGateway.Dicom.Tests.Files;

/// <summary>Real files that nobody of this project wrote; they lie beside the repository where they are.</summary>
internal static class Corpus
{
    /// <summary>Files that end in the middle of an element, or are none.</summary>
    public static IReadOnlyDictionary<string, string> Unreadable { get; } = new Dictionary<string, string>
    {
        ["enet4/pydicom/MR_truncated.dcm"] = "pixel data cut off",
        ["enet4/pydicom/rtplan_truncated.dcm"] = "cut off in a sequence",
        ["dcm4che/dcm4che-test-data/3gb-bulk-data-truncated"] = "pixel data cut off",
        ["pydicom/dicomdirtests/DICOMDIR-nooffset"] = "the last item says it is longer than the file",
        ["enet4/pydicom/no_meta.dcm"] = "a stray byte in front of the data set",
    };

    /// <summary>Path below the corpus folder and full path of each file; the test is ignored when the corpus is not there.</summary>
    public static IReadOnlyList<(string Name, string Path)> Files()
    {
        var folder = Folder();
        return [.. File.ReadLines(System.IO.Path.Combine(folder, "MANIFEST.tsv")).Skip(1)
            .Select(line => line.Split('\t')[1])
            .Select(name => (name, System.IO.Path.Combine(folder, name)))];
    }

    public static string Folder()
    {
        if (SharedFolder.Find() is { } shared && Directory.Exists(System.IO.Path.Combine(shared, "corpus")))
            return System.IO.Path.Combine(shared, "corpus");
        Assert.Ignore("the corpus is not there");
        return string.Empty;
    }
}
