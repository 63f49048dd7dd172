using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using DicomGateway.Benchmarks;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Scanning;
using DicomGateway.Dicom.Encoding.Values;
using DicomGateway.Dicom.Files;

// fill DATA-FOLDER PROJECT STUDIES INSTANCES-A-STUDY: fills the catalogue of a node that does not run, for scripts/bench/find.py.
if (args is ["fill", var data, var project, var studies, var instances])
{
    new CatalogueFill(data, project).Run(int.Parse(studies, CultureInfo.InvariantCulture), int.Parse(instances, CultureInfo.InvariantCulture));
    return 0;
}

// What single steps cost in process, without network, disk or neighbours: FOLDER [ROUNDS]. The comparison with other servers is scripts/bench.sh.
if (args.Length is 0 or > 2 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: FOLDER-OF-DICOM-FILES [ROUNDS]");
    return 2;
}

var rounds = args.Length == 2 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9;
var paths = Directory.GetFiles(args[0], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
DicomTag[] head = [DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID, DicomTag.PatientID];
var steps = new (string Name, Action<string> Run)[]
{
    ("read the bytes", path => File.ReadAllBytes(path)),
    ("SHA-256 of the bytes", path => SHA256.HashData(File.ReadAllBytes(path))),
    ("open, values left on disk", path => DicomFile.Open(path)),
    ("scan the head", path =>
    {
        var scanner = new DicomHeaderScanner(DicomTransferSyntax.ExplicitVRLittleEndian, head);
        using var file = File.OpenRead(path);
        var bytes = new byte[64 << 10];
        scanner.Push(bytes.AsSpan(352, Math.Max(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) - 352)));
    }),
    ("open and write anew", path => DicomFile.Open(path).Save(Stream.Null)),
    ("canonical digest", path => CanonicalDigest.Compute(DicomFile.Open(path).Dataset)),
};
Console.WriteLine($"{paths.Length} files, {paths.Sum(path => new FileInfo(path).Length) / 1e6:F0} MB, {rounds} rounds: milliseconds a file, median (least-most), and kilobytes allocated");
foreach (var (name, run) in steps)
{
    var times = new List<double>();
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    for (var round = 0; round < rounds; round++)
    {
        var clock = Stopwatch.StartNew();
        foreach (var path in paths)
            run(path);
        times.Add(clock.Elapsed.TotalMilliseconds / paths.Length);
    }

    allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
    times.Sort();
    Console.WriteLine($"{name,-26} {times[rounds / 2],8:F3} ({times[0]:F3}-{times[^1]:F3}) {allocated / 1024.0 / rounds / paths.Length,10:F1}");
}

return 0;
