using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Dicom.Files.Json;
using DicomGateway.Dicom.Tests.Files;
using DicomGateway.Testing.Faults.Machine;

namespace DicomGateway.Dicom.Tests.Json;

/// <summary>The DICOM JSON model of every real file against that of pydicom.</summary>
internal sealed class PydicomComparisonTests
{
    private const string Python = "/usr/bin/python3";
    private const string BigEndianFile = "enet4/pydicom/MR_small_bigendian.dcm";

    /// <summary>Broken files of which pydicom loses something, or makes something that is not there.</summary>
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["enet4/pydicom/emri_small_jpeg_2k_lossless_too_short.dcm"] = "ends without delimiter: pydicom leaves out the pixel data, here are all its fragments",
        ["fo-dicom/GH1339.dcm"] = "ends without delimiter: pydicom leaves out the pixel data, here are all its fragments",
        ["dcm4che/dcm4che-test-data/no_preamble_dicm_in_data"] = "no preamble, and \"DICM\" stands in Station Name at byte 128: pydicom starts behind it, here it is read from the start",
        ["fo-dicom/GH179A.dcm"] = "Pixel Padding Value has two blanks for a VR: pydicom takes all that follows for its value, here and in DCMTK the next elements are there",
        ["fo-dicom/GH179B.dcm"] = "as GH179A, and once more without a length",
        ["fo-dicom/GH626.dcm"] = "explicit VR in an item of an implicit VR file, lengths too small: pydicom takes all that follows for one value, here are all elements, pixel data too",
        ["enet4/pydicom/no_meta.dcm"] = "a stray byte in front: pydicom reads one element of group 0820 that does not exist, here it is refused",
    };

    /// <summary>They differ only where dcmconv is missing.</summary>
    private static readonly string[] BigEndianWords =
    [
        BigEndianFile, "enet4/pydicom/MR_small_expb.dcm", "enet4/pydicom/rtdose_expb.dcm", "dicomParser/CT1_UNC.explicit_big_endian.dcm", "dcm_qa_ts/3.dcm",
        "pydicom/pydicom/SC_rgb_small_odd_big_endian.dcm", "pynetdicom/pynetdicom/dicom_files/MRImageStorage_ExplicitVRBigEndian.dcm",
        "cornerstone3D/examplesOld/test-images/CTImage.dcm_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm",
    ];

    [Test]
    public async Task Json_of_every_file_equals_that_of_pydicom_but_for_known_differences()
    {
        var files = Corpus.Files();
        await RequirePydicomAsync();
        using var work = new WorkFolder();
        for (var i = 0; i < files.Count; i++)
            WriteJson(files[i].Path, work.File($"{i}.json"));
        var lines = await CompareAsync(work, files.Select(file => file.Name));

        TestContext.Out.WriteLine(lines[^1]);
        foreach (var (name, why) in Differences)
            TestContext.Out.WriteLine($"  {name}: {why}");
        var known = Differences.Keys.Concat(Tool.Find("dcmconv") is not null ? [] : BigEndianWords);
        Assert.That(Names(lines), Is.EquivalentTo(known), string.Join('\n', lines));
        Assert.That(Differences, Has.Count.AtMost(7), "one in a hundred");
    }

    [Test]
    public async Task Words_in_the_order_of_a_big_endian_file_are_a_difference()
    {
        var (name, path) = Corpus.Files().Single(file => file.Name == BigEndianFile);
        await RequirePydicomAsync();
        if (Tool.Find("dcmconv") is null)
            Assert.Ignore("dcmconv (Debian package dcmtk) is missing");
        using var work = new WorkFolder();
        var dataset = DicomFile.Open(path).Dataset;
        var words = ((DicomElement)dataset[DicomTag.PixelData]).Value.ToArray();
        WriteJson(dataset, work.File("0.json"));
        for (var at = 0; at < words.Length; at += 2)
            (words[at], words[at + 1]) = (words[at + 1], words[at]);
        WriteJson(dataset.AddOrUpdate(new DicomElement(DicomTag.PixelData, DicomVR.OW, words)), work.File("1.json"));

        Assert.That(Names(await CompareAsync(work, [name])), Is.Empty);
        Assert.That(Names(await CompareAsync(work, ["no such file: the next is number 1", name])), Is.EqualTo(new[] { name }));
    }

    private static async Task RequirePydicomAsync()
    {
        if ((await Tool.TryRunAsync(File.Exists(Python) ? Python : "false", "-c", "import pydicom")).Status != 0)
            Assert.Ignore("python3-pydicom is missing");
    }

    private static async Task<string[]> CompareAsync(WorkFolder work, IEnumerable<string> names)
    {
        File.WriteAllLines(work.File("names"), names.Select((name, i) => $"{i}\t{name}"));
        return (await Tool.RunAsync(Python, Script(), Corpus.Folder(), work.Root, work.File("names"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<string> Names(string[] lines) => lines[..^1].Where(line => !line.StartsWith(' '));

    private static void WriteJson(string path, string to)
    {
        try
        {
            WriteJson(DicomFile.Open(path, new DicomReadOptions { AllowTruncation = true }).Dataset, to);
        }
        catch (DicomFormatException)
        {
            File.Delete(to);
        }
    }

    private static void WriteJson(DicomDataset dataset, string to)
    {
        using var stream = File.Create(to);
        DicomJsonWriter.Write(dataset, stream);
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "compare_with_pydicom.py");
}
