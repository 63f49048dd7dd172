using System.Runtime.CompilerServices;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Dicom.Files.Json;
using DicomGateway.Dicom.Tests.Files;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Json;

/// <summary>The DICOM JSON model of every real file against that of pydicom.</summary>
internal sealed class PydicomComparisonTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly Dictionary<string, string> Differences = new()
    {
        // pydicom leaves words of big endian files as they stand; PS3.18 F.2.7 wants little endian.
        ["enet4/pydicom/MR_small_bigendian.dcm"] = "big endian words",
        ["enet4/pydicom/MR_small_expb.dcm"] = "big endian words",
        ["enet4/pydicom/rtdose_expb.dcm"] = "big endian words",
        ["dicomParser/CT1_UNC.explicit_big_endian.dcm"] = "big endian words",
        ["dcm_qa_ts/3.dcm"] = "big endian words",
        ["pydicom/pydicom/SC_rgb_small_odd_big_endian.dcm"] = "big endian words",
        ["pynetdicom/pynetdicom/dicom_files/MRImageStorage_ExplicitVRBigEndian.dcm"] = "big endian words",
        ["cornerstone3D/examplesOld/test-images/CTImage.dcm_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm"] = "big endian words, and UN in little endian order",

        // pydicom loses elements of malformed files or takes them for something else.
        ["enet4/pydicom/emri_small_jpeg_2k_lossless_too_short.dcm"] = "pixel data without delimiter: pydicom drops them",
        ["fo-dicom/GH1339.dcm"] = "pixel data without delimiter: pydicom drops them",
        ["dcm4che/dcm4che-test-data/no_preamble_dicm_in_data"] = "\"DICM\" in the data: pydicom starts there",
        ["fo-dicom/GH179A.dcm"] = "VR of blanks: pydicom swallows the rest",
        ["fo-dicom/GH179B.dcm"] = "VR of blanks: pydicom swallows the rest",
        ["fo-dicom/GH626.dcm"] = "implicit item, missing delimiter: pydicom swallows the rest",
        ["enet4/pydicom/no_meta.dcm"] = "a stray byte in front: refused here, nonsense there",

        // Private values that are nothing but items are sequences here, for what is in them must be found.
        ["fo-dicom/abd1.zip/adb1_2.dcm"] = "private sequence",
        ["fo-dicom/abd1.zip/adb1_3.dcm"] = "private sequence",
        ["pydicom/pydicom/priv_SQ.dcm"] = "private sequence",
    };

    [Test]
    public async Task Json_of_every_file_equals_that_of_pydicom_but_for_known_differences()
    {
        var files = Corpus.Files();
        if ((await Tool.TryRunAsync(File.Exists(Python) ? Python : "false", "-c", "import pydicom")).Status != 0)
            Assert.Ignore("python3-pydicom is missing");
        using var work = new WorkFolder();
        var names = new List<string>();
        for (var i = 0; i < files.Count; i++)
        {
            names.Add($"{i}\t{files[i].Name}");
            WriteJson(files[i].Path, work.File($"{i}.json"));
        }

        File.WriteAllLines(work.File("names"), names);
        var output = await Tool.RunAsync(Python, Script(), Corpus.Folder(), work.Root, work.File("names"));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        TestContext.Out.WriteLine(lines[^1]);
        var different = lines[..^1].Where(line => !line.StartsWith(' ')).ToList();
        Assert.That(different.Select(line => line.Split('\t')[0]), Is.EquivalentTo(Differences.Keys), string.Join('\n', lines));
    }

    private static void WriteJson(string path, string to)
    {
        try
        {
            var file = DicomFile.Open(path, new DicomReadOptions { AllowTruncation = true });
            using var stream = File.Create(to);
            DicomJsonWriter.Write(file.Dataset, stream);
        }
        catch (DicomFormatException)
        {
            File.Delete(to);
        }
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "compare_with_pydicom.py");
}
