using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Corpus;
using DicomGateway.Scenarios.Peers;

namespace DicomGateway.Scenarios.Retrieval;

/// <summary>Files of the corpus that both dcmqrscp and Orthanc hold, and why they do not hold the others.</summary>
/// <param name="Files">What both hold.</param>
/// <param name="Shelves">The same for dcmqrscp, of which one process sends each SOP class in one syntax only: one process a shelf.</param>
/// <param name="LeftOut">Reasons by file.</param>
internal sealed record TwiceLoaded(IReadOnlyList<CorpusFile> Files, IReadOnlyList<IReadOnlyList<CorpusFile>> Shelves, IReadOnlyList<(string Name, string Reason)> LeftOut)
{
    private static readonly Dictionary<string, string> Unsendable = new()
    {
        ["1.2.840.10008.1.2.8.1"] = "Deflated Image Frame Compression: both PACS take it and neither can send it (dcmqrscp: A702, Orthanc: C000), for DCMTK 3.6.7 does not know that syntax",
    };

    /// <summary>What one of them does not take is not given to the other; of files with the same SOP Instance UID both get the first.</summary>
    /// <param name="whole">Folder of a dcmqrscp that holds everything.</param>
    public static async Task<TwiceLoaded> LoadAsync(Orthanc orthanc, string whole)
    {
        var all = CorpusFile.All();
        var firsts = CorpusFile.Rounds(all.Where(file => file.Item is not null))[0].ToHashSet();
        var (taken, leftOut) = (new List<CorpusFile>(), new List<(string, string)>());
        foreach (var file in all)
        {
            var reason = file.Item is null ? file.Reason
                : !firsts.Contains(file) ? "another file has its SOP Instance UID"
                : FindLack(DicomFile.Open(file.Path).Dataset) is { } lack ? lack
                : Unsendable.TryGetValue(file.Item.TransferSyntaxUid, out var why) ? why
                : !await DcmQrScp.TryIndexAsync(whole + "-tried", file.Path) ? "dcmqridx refuses it"
                : !await orthanc.TryUploadAsync(file.Path) ? "Orthanc refuses it" : "";
            if (reason.Length > 0)
                leftOut.Add((file.Name, reason));
            else
                taken.Add(file);
        }

        Assert.That(await DcmQrScp.TryIndexAsync(whole, [.. taken.Select(file => file.Path)]), Is.True);
        return new TwiceLoaded(taken, Divide(taken), leftOut);
    }

    /// <summary>What DCMTK takes for one syntax has one name.</summary>
    public static string SyntaxOf(CorpusFile file) =>
        DicomTransferSyntax.Lookup(file.Item!.TransferSyntaxUid) is { IsUncompressed: true, IsDeflated: false } ? "" : file.Item.TransferSyntaxUid;

    public void Write()
    {
        TestContext.Out.WriteLine($"{Files.Count} files are in both PACS, in {Files.Select(SyntaxOf).Distinct().Count()} syntaxes (uncompressed ones are one) and {Files.Select(file => file.Item!.SopClassUid).Distinct().Count()} SOP classes");
        foreach (var reason in LeftOut.GroupBy(file => file.Reason).OrderByDescending(group => group.Count()))
            TestContext.Out.WriteLine($"  {reason.Count(),4} left out: {reason.Key}: {string.Join(", ", reason.Select(file => file.Name).Take(20))}");
    }

    /// <summary>The first shelf has the most frequent syntax of each class, the second the next, and so on.</summary>
    private static List<IReadOnlyList<CorpusFile>> Divide(IReadOnlyList<CorpusFile> files) =>
    [
        .. files.GroupBy(file => file.Item!.SopClassUid)
            .SelectMany(sameClass => sameClass.GroupBy(SyntaxOf).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Index())
            .GroupBy(group => group.Index, group => group.Item).OrderBy(shelf => shelf.Key).Select(shelf => shelf.SelectMany(group => group).ToList()),
    ];

    private static string? FindLack(DicomDataset dataset) =>
        !dataset.TryGetString(DicomTag.StudyInstanceUID, out _) || !dataset.TryGetString(DicomTag.SeriesInstanceUID, out _) ? "lacks Study or Series Instance UID, by which it would be asked for"
        : !dataset.Contains(DicomTag.PatientID) ? "lacks Patient ID: dcmqrscp matches that as an empty one, Orthanc not at all"
        : null;
}
