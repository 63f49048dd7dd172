using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Parsing;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Encoding.Writing;
using DicomGateway.Dicom.Files;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Dicom.Tests.Files;

/// <summary>Real files, read, written and read again.</summary>
internal sealed class CorpusTests
{
    private static readonly string[] Uncompressed = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"];

    [Test]
    public void Every_file_is_read_or_known_to_be_damaged()
    {
        var refused = new List<string>();
        foreach (var (name, path) in Corpus.Files())
        {
            try
            {
                DicomFile.Open(path);
            }
            catch (DicomFormatException)
            {
                refused.Add(name);
            }
        }

        Assert.That(refused, Is.EquivalentTo(Corpus.Unreadable.Keys));
    }

    [Test]
    public void Every_file_written_is_read_without_leniency_and_written_again_to_the_same_bytes()
    {
        using var work = new WorkFolder();
        var failures = new List<string>();
        foreach (var (name, file) in Readable())
        {
            var once = work.File("once");
            file.Save(once);
            var again = DicomFile.Open(once);
            using var twice = new MemoryStream();
            again.Save(twice);
            if (!File.ReadAllBytes(once).AsSpan().SequenceEqual(twice.GetBuffer().AsSpan(0, (int)twice.Length)))
                failures.Add($"{name}: other bytes");
            if (again.Leniencies.FirstOrDefault(leniency => leniency.Code is not (DicomLeniencyCode.GroupLength or DicomLeniencyCode.TrailingPadding)) is { } leniency)
                failures.Add($"{name}: {leniency}");
            if (!CanonicalDigest.Compute(again.Dataset).AsSpan().SequenceEqual(CanonicalDigest.Compute(file.Dataset)))
                failures.Add($"{name}: other content");
        }

        Assert.That(failures, Is.Empty);
    }

    [Test]
    public void Data_set_without_leniency_is_written_with_the_bytes_it_came_with()
    {
        var (failures, same) = (new List<string>(), 0);
        foreach (var (name, file) in Readable())
        {
            if (file.TransferSyntax.IsDeflated || file.Leniencies.Count > 0 || HasEncapsulatedWords(file))
                continue;
            var came = File.ReadAllBytes(Path.Combine(Corpus.Folder(), name)).AsSpan((int)file.DatasetOffset);
            if (came.SequenceEqual(DicomDatasetWriter.ToArray(file.Dataset, file.TransferSyntax)))
                same++;
            else
                failures.Add(name);
        }

        Assert.That(failures, Is.Empty);
        Assert.That(same, Is.GreaterThan(500));
    }

    [Test]
    public void Uncompressed_file_has_one_digest_in_every_uncompressed_syntax()
    {
        var failures = new List<string>();
        foreach (var (name, file) in Readable().Where(entry => !entry.File.TransferSyntax.IsEncapsulated))
        {
            var digest = CanonicalDigest.Compute(file.Dataset);
            foreach (var syntax in Uncompressed.Select(DicomTransferSyntax.Lookup))
            {
                var bytes = DicomDatasetWriter.ToArray(file.Dataset, syntax);
                var length = DicomDatasetWriter.GetLength(file.Dataset, syntax);
                if (length is not null && length != bytes.Length)
                    failures.Add($"{name} {syntax}: length");
                if (!CanonicalDigest.Compute(DicomDatasetReader.Read(bytes, syntax).Dataset).AsSpan().SequenceEqual(digest))
                    failures.Add($"{name} {syntax}: digest");
            }
        }

        Assert.That(failures, Is.Empty);
    }

    [Test]
    public async Task Every_file_written_is_read_by_dcmdump_without_complaint()
    {
        if (Tool.Find("dcmdump") is null)
            Assert.Ignore("dcmdump is missing");
        using var work = new WorkFolder();
        var names = new Dictionary<string, string>();
        foreach (var (name, file) in Readable())
        {
            var written = work.File($"{names.Count:D4}.dcm");
            file.Save(written);
            names.Add(written, name);
        }

        var failures = new List<string>();
        foreach (var batch in names.Keys.Chunk(50))
        {
            var (status, _, complaints) = await Tool.TryRunAsync("dcmdump", batch);
            // In a batch with a complaint each file is looked at alone.
            if (status != 0 || complaints.Length > 0)
                failures.AddRange(await ComplaintsAsync(batch, names));
        }

        Assert.That(failures, Is.Empty);
    }

    // What dcmdump says of the original as well is in the values, which are not ours to mend.
    private static async Task<List<string>> ComplaintsAsync(IEnumerable<string> written, Dictionary<string, string> names)
    {
        var failures = new List<string>();
        foreach (var path in written)
        {
            var (status, _, complaints) = await Tool.TryRunAsync("dcmdump", path);
            if (status == 0 && complaints.Length == 0)
                continue;
            var (_, _, known) = await Tool.TryRunAsync("dcmdump", Path.Combine(Corpus.Folder(), names[path]));
            var old = known.Split('\n').ToHashSet();
            failures.AddRange(complaints.Split('\n').Where(line => !old.Contains(line)).Select(line => $"{names[path]}: {line}"));
            if (status != 0)
                failures.Add($"{names[path]}: status {status}");
        }

        return failures;
    }

    private static IEnumerable<(string Name, DicomFile File)> Readable() =>
        Corpus.Files().Where(file => !Corpus.Unreadable.ContainsKey(file.Name)).Select(file => (file.Name, DicomFile.Open(file.Path)));

    // They are written as OB.
    private static bool HasEncapsulatedWords(DicomFile file) => file.Dataset.Any(item => item is DicomFragmentSequence { VR: DicomVR.OW });
}
