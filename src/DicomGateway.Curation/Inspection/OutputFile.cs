using DicomGateway.Curation.Inspection.Searches;
using DicomGateway.Curation.Metadata;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation.Inspection;

/// <summary>One file of the output, looked at as by a stranger who holds the identity list.</summary>
internal sealed class OutputFile(string folder, string name, string instanceId)
{
    private readonly HashSet<(string Code, string Path, string Text)> _seen = [];

    public List<Finding> Findings { get; } = [];

    public string PatientId { get; private set; } = string.Empty;

    public string StudyInstanceUid { get; private set; } = string.Empty;

    /// <summary>The file's line in the manifest; null when it could not be read.</summary>
    public ManifestFile? Inspect(IdentitySearch identity)
    {
        var path = Path.Combine(folder, name);
        DicomFile file;
        try
        {
            file = DicomFile.Open(path);
        }
        catch (DicomFormatException exception)
        {
            Report("output.unreadable", string.Empty, exception.Message);
            return null;
        }

        CheckFile(file);
        CheckMarkers(file.Dataset);
        var search = new DatasetSearch(identity, Report);
        search.Run(file.Dataset);
        foreach (var excused in search.Excused)
            Note("inspection.maker", excused.Element.Tag.ToString(), "The institution's name is left because it is the maker's.");
        var kinds = new HashSet<IdentityKind>();
        var (sha256, length) = FileScan.Run(path, ScanRanges.Of(path, file, search.Excused), identity.Raw, kinds);
        foreach (var kind in kinds)
            Report("leak.bytes", string.Empty, $"Bytes of the original are left in the file: {DatasetSearch.Words(kind)}.");
        if (file.TransferSyntax.IsDeflated)
            ScanInflated(file.Dataset, identity.Raw, search.Excused);
        PatientId = file.Dataset.GetStringOrEmpty(DicomTag.PatientID);
        StudyInstanceUid = Uid(file, DicomTag.StudyInstanceUID);
        return new ManifestFile(
            name, instanceId, length, sha256, Uid(file, DicomTag.SOPClassUID), Uid(file, DicomTag.SOPInstanceUID), Uid(file, DicomTag.SeriesInstanceUID),
            file.TransferSyntax.UID.UID);
    }

    private static string Uid(DicomFile file, DicomTag tag) => file.Dataset.GetUID(tag)?.UID ?? string.Empty;

    // A deflated file shows nothing to a search of its bytes: the values are searched as they are after inflation.
    private void ScanInflated(DicomDataset dataset, RawPatterns patterns, IReadOnlyList<ExcusedValue> excused)
    {
        foreach (var kind in InflatedScan.Run(dataset, patterns, excused))
            Report("leak.bytes", string.Empty, $"Bytes of the original are left in the deflated data set: {DatasetSearch.Words(kind)}.");
    }

    private void CheckFile(DicomFile file)
    {
        var meta = file.FileMetaInformation;
        if (file.Preamble.Span.ContainsAnyExcept((byte)0) || file.Preamble.Length != 128)
            Report("output.preamble", string.Empty, "The preamble is not 128 zero bytes.");
        foreach (var item in meta)
        {
            if (item.Tag.Element is not (0x0000 or 0x0001 or 0x0002 or 0x0003 or 0x0010 or 0x0012 or 0x0013))
                Report("output.meta", item.Tag.ToString(), "The file meta information holds more than it must.");
        }

        if (meta.GetUID(DicomTag.ImplementationClassUID) != DicomImplementation.ClassUID)
            Report("output.meta", "(0002,0012)", "The file meta information names another implementation.");
        if (meta.GetUID(DicomTag.MediaStorageSOPInstanceUID) != file.Dataset.GetUID(DicomTag.SOPInstanceUID))
            Report("output.meta", "(0002,0003)", "The file meta information names another instance.");
        foreach (var leniency in file.Leniencies)
            Report("output.not-strict", leniency.Path, $"The file was not written strictly: {leniency.Code}.");
    }

    private void CheckMarkers(DicomDataset dataset)
    {
        if (dataset.GetStringOrEmpty(DicomTag.PatientIdentityRemoved) != "YES")
            Report("output.markers", "(0012,0062)", "Patient Identity Removed is not YES.");
        if (!dataset.TryGetSequence(DicomTag.DeidentificationMethodCodeSequence, out var codes) || codes.Count == 0)
            Report("output.markers", "(0012,0064)", "The de-identification method is not coded.");
        if (dataset.GetStringOrEmpty(DicomTag.LongitudinalTemporalInformationModified).Length == 0)
            Report("output.markers", "(0028,0303)", "Nothing says what became of dates.");
    }

    private void Report(string code, string path, string text) =>
        Add(new Finding(code, FindingSeverity.Hold, path, text, instanceId, IsReleasable: code.StartsWith("leak.", StringComparison.Ordinal)));

    private void Note(string code, string path, string text) => Add(new Finding(code, FindingSeverity.Note, path, text, instanceId));

    // The same thing at the same place in many items is one finding.
    private void Add(Finding finding)
    {
        if (_seen.Add((finding.Code, finding.Path, finding.Text)))
            Findings.Add(finding);
    }
}
