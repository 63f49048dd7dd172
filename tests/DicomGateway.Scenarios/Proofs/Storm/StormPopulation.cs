using System.Security.Cryptography;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;
using DicomGateway.Service.Phantom;
using DicomGateway.Service.StandIn.Holdings;

namespace DicomGateway.Scenarios.Proofs.Storm;

/// <summary>
/// Phantom studies, made once for all seeds. Each instance has pixels of its own, by which it is known again after de-identification. Ultrasound is left
/// out: its burned-in text would have each study held.
/// </summary>
internal sealed class StormPopulation
{
    private static readonly DicomReadOptions InMemory = new() { StoredValueThreshold = int.MaxValue };

    private readonly Dictionary<string, string> _pixels = new(StringComparer.Ordinal);

    public StormPopulation(string folder)
    {
        var phantom = PhantomGenerator.Generate(folder, new PhantomOptions { Seed = 5, Studies = 24, Slices = 4, Matrix = 32 });
        foreach (var file in phantom.Studies.Where(study => study.HasBurnedInText).SelectMany(study => study.Files))
            File.Delete(file);
        Index = ArchiveIndex.Of(folder);
        foreach (var instance in Index.Studies.SelectMany(study => study.Instances))
            _pixels.Add(instance.SopInstanceUid, PixelsOf(instance.File.Path));
        if (_pixels.Values.Distinct().Count() != _pixels.Count)
            throw new InvalidOperationException("Two phantom instances have the same pixels.");
    }

    public ArchiveIndex Index { get; }

    /// <summary>Hash of an instance's pixels.</summary>
    public string Pixels(string sopInstanceUid) => _pixels[sopInstanceUid];

    public static string PixelsOf(string path) =>
        Convert.ToHexString(SHA256.HashData(DicomFile.Open(path, InMemory).Dataset.Find<DicomElement>(DicomTag.PixelData)!.Value.Span));
}
