using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Scenarios.Corpus;

/// <summary>Compares what an archive holds with the original, knowing nothing of how one was made from the other.</summary>
internal sealed class ArrivalCheck
{
    private const int ShortestIdentifier = 6;

    // What other tools had put in the place of a name; the output says the same of values that they removed.
    private static readonly string[] Placeholders = ["REMOVED", "Anonymous", "anonymous", "ANONYMOUS", "Anonymized", "ANONYMIZED"];

    private static readonly DicomTag[] Identifiers =
    [
        DicomTag.PatientID, DicomTag.PatientName, DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.SOPInstanceUID, DicomTag.FrameOfReferenceUID,
    ];

    private readonly Dictionary<string, string> _newByOld = [];
    private readonly Dictionary<string, string> _oldByNew = [];

    public List<string> Complaints { get; } = [];

    /// <summary>Files whose pixel data were compared.</summary>
    public int PixelsCompared { get; private set; }

    /// <param name="project">UIDs are remapped per project.</param>
    /// <param name="arrived">A copy of the archive's file.</param>
    /// <param name="name">What a complaint says.</param>
    public void Add(string project, DicomFile original, string arrived, string name)
    {
        var file = DicomFile.Open(arrived);
        if (!file.Dataset.TryGetString(DicomTag.PatientIdentityRemoved, out var removed) || removed != "YES")
            Complaints.Add($"{name}: Patient Identity Removed is not YES");
        LookForIdentifiers(original.Dataset, file, arrived, name);
        foreach (var tag in Identifiers[2..])
            LookAtUid(project, tag, original.Dataset, file.Dataset, name);
        if (original.TransferSyntax != file.TransferSyntax || !original.Dataset.Contains(DicomTag.PixelData))
            return;
        PixelsCompared++;
        if (!Pixels(original).AsSpan().SequenceEqual(Pixels(file)))
            Complaints.Add($"{name}: pixel data differ");
    }

    private void LookForIdentifiers(DicomDataset original, DicomFile file, string path, string name)
    {
        var bytes = DicomDatasetWriter.ToArray(Without(file.Dataset), DicomTransferSyntax.ExplicitVRLittleEndian);
        var head = File.ReadAllBytes(path).AsSpan(0, (int)file.DatasetOffset);
        var text = Encoding.Latin1.GetString(head) + Encoding.Latin1.GetString(bytes);
        foreach (var tag in Identifiers)
        {
            if (original.TryGetString(tag, out var value) && value.Trim() is { Length: >= ShortestIdentifier } identifier
                && !Placeholders.Contains(identifier) && !identifier.StartsWith("1.2.840.10008.", StringComparison.Ordinal) && text.Contains(identifier, StringComparison.Ordinal))
                Complaints.Add($"{name}: the original's {tag} is left");
        }
    }

    private void LookAtUid(string project, DicomTag tag, DicomDataset original, DicomDataset arrived, string name)
    {
        if (original.GetUID(tag)?.UID is not { } old || arrived.GetUID(tag)?.UID is not { } now || old.StartsWith("1.2.840.10008.", StringComparison.Ordinal))
            return;
        if (!_newByOld.TryAdd(project + old, now) && _newByOld[project + old] != now)
            Complaints.Add($"{name}: {tag} has become two UIDs");
        if (!_oldByNew.TryAdd(now, project + old) && _oldByNew[now] != project + old)
            Complaints.Add($"{name}: two UIDs have become one {tag}");
    }

    private static DicomDataset Without(DicomDataset dataset)
    {
        var rest = new DicomDataset();
        foreach (var item in dataset.Where(item => item.Tag != DicomTag.PixelData))
            rest.AddOrUpdate(item);
        return rest;
    }

    private static byte[] Pixels(DicomFile file) =>
        DicomDatasetWriter.ToArray(new DicomDataset().AddOrUpdate(file.Dataset.Single(item => item.Tag == DicomTag.PixelData)), file.TransferSyntax.IsDeflated ? DicomTransferSyntax.ExplicitVRLittleEndian : file.TransferSyntax);
}
