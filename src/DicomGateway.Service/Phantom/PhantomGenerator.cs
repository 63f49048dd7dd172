using System.Globalization;
using DicomGateway.Dicom.Files;
using DicomGateway.Service.Phantom.Modalities;

namespace DicomGateway.Service.Phantom;

/// <summary>Makes studies that nobody has ever had: valid objects with invented patients, for demonstrations and tests.</summary>
internal static class PhantomGenerator
{
    private static readonly (string Modality, Func<PhantomVisit, IEnumerable<PhantomInstance>> Make)[] Makers =
        [("CT", CtPhantom.Make), ("MR", MrPhantom.Make), ("CR", CrPhantom.Make), ("US", UsPhantom.Make)];

    /// <summary>Writes the studies below the folder; file names tell nothing of the patients.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static PhantomResult Generate(string folder, PhantomOptions options, CancellationToken cancellationToken = default)
    {
        options.Check();
        var studies = new List<PhantomStudy>();
        var planted = new PlantedValueScan();
        for (var i = 0; i < options.Studies; i++)
        {
            var (modality, make) = Makers[i % Makers.Length];
            var population = PhantomPopulation.All[i % PhantomPopulation.All.Count];
            var random = new PhantomRandom(options.Seed, i);
            var visit = new PhantomVisit(options, PhantomIdentity.Make(random, population, options.Marker), new PhantomUids(options.Seed, i), random);
            var name = string.Create(CultureInfo.InvariantCulture, $"{i + 1:000}-{modality.ToLowerInvariant()}");
            var files = new List<string>();
            foreach (var instance in make(visit))
            {
                cancellationToken.ThrowIfCancellationRequested();
                files.Add(Save(Path.Combine(folder, name), instance));
                planted.Add(visit, instance.Dataset);
            }

            studies.Add(new PhantomStudy(modality, visit.Uids.Make("study").UID, population.CharacterSet, files, HasBurnedInText: modality == "US"));
        }

        return new PhantomResult(studies, planted.Values);
    }

    private static string Save(string studyFolder, PhantomInstance instance)
    {
        var folder = Path.Combine(studyFolder, string.Create(CultureInfo.InvariantCulture, $"series-{instance.SeriesNumber}"));
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{instance.InstanceNumber:0000}.dcm"));
        new DicomFile(instance.Dataset, instance.TransferSyntax).Save(path);
        return path;
    }
}
