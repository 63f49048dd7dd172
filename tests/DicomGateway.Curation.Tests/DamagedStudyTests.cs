using System.Text;
using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Fuzzing;

namespace DicomGateway.Curation.Tests;

/// <summary>Files that are nearly right: the stages end in an outcome, no finding quotes a value, and nothing that passes still holds one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DamagedStudyTests : IDisposable
{
    private static readonly string[] Secrets = ["Zwirbel", "Xaverine", "7741903", "8812744", "Obergrummelfing", "Quacksalbrig", "19471123", "MARKED", Phantom.Study];

    private readonly CurationRun _run = new();

    public void Dispose() => _run.Dispose();

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void Mutants_are_held_or_clean_and_findings_quote_nothing(ulong seed)
    {
        var original = File.ReadAllBytes(_run.Source(Rich(), id: "original").Path);
        var random = new SeededSequence(seed);
        var path = Path.Combine(_run.Folder, "mutant");
        for (var i = 0; i < 100; i++)
        {
            File.WriteAllBytes(path, DataSetMutator.Mutate(original, random));
            var outcome = _run.Run(new SourceInstance("m", path, 0, null, string.Empty, string.Empty));
            switch (outcome)
            {
                case StageOutcome<InspectedStudy>.Held(var findings):
                    foreach (var secret in Secrets)
                        Assert.That(string.Join('\n', findings), Does.Not.Contain(secret).IgnoreCase, $"mutant {i}");
                    break;
                case StageOutcome<InspectedStudy>.Passed(var study, _):
                    var bytes = Encoding.Latin1.GetString(File.ReadAllBytes(study.PathOf(study.Manifest.Files[0])));
                    // Other values may have come to stand under a tag that says nothing of what they are; the name is there twice.
                    foreach (var secret in Secrets.Take(2))
                        Assert.That(bytes.Contains(secret, StringComparison.OrdinalIgnoreCase), Is.False, $"mutant {i}");
                    break;
                default:
                    Assert.Fail($"mutant {i}: {outcome}");
                    break;
            }
        }
    }

    private static DicomDataset Rich()
    {
        var dataset = Phantom.Ct().AddOrUpdate(DicomTag.ImageComments, "MARKED one").AddOrUpdate(DicomTag.PatientAddress, "MARKED two");
        dataset.AddOrUpdate(new DicomSequence(DicomTag.RequestAttributesSequence, new DicomDataset().AddOrUpdate(DicomTag.RequestedProcedureDescription, "MARKED three")));
        dataset.AddOrUpdate(new DicomSequence(DicomTag.DerivationCodeSequence, new DicomDataset().AddOrUpdate(DicomTag.CodeMeaning, "Resampling").AddOrUpdate(DicomTag.PatientName, Phantom.Name)));
        return dataset.AddOrUpdate(new DicomTag(0x00291010), DicomVR.LO, "MARKED four").AddOrUpdate(new DicomTag(0x00290010), DicomVR.LO, "MARKED CREATOR");
    }
}
