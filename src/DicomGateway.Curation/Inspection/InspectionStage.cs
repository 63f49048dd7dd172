using System.Reflection;
using DicomGateway.Curation.Inspection.Searches;

namespace DicomGateway.Curation.Inspection;

/// <summary>Rereads the output from disk as a stranger would, and seals what passes.</summary>
public sealed class InspectionStage(CurationOptions options, IOutputFileWriter writer)
{
    private static readonly string Software = "DicomGateway " + typeof(InspectionStage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public StageOutcome<InspectedStudy> Run(DeidentifiedStudy study, CancellationToken cancellationToken)
    {
        var described = study.Validated.Described;
        try
        {
            var identity = new IdentitySearch(described.Identity.Values);
            var findings = new List<Finding>();
            var files = new List<ManifestFile>(study.Report.Instances.Count);
            var (patients, studies) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            foreach (var instance in study.Report.Instances)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var output = new OutputFile(described.Assembled.OutputFolder, instance.Path, instance.InstanceId);
                if (output.Inspect(identity) is { } file)
                    files.Add(file);
                findings.AddRange(output.Findings);
                patients.Add(output.PatientId);
                studies.Add(output.StudyInstanceUid);
            }

            if (patients.Count != 1 || studies.Count != 1)
                findings.Add(new Finding("output.hierarchy", FindingSeverity.Hold, string.Empty, "The output does not belong to one study of one patient."));

            // Each object by itself: a release may cover some of those that have the same finding.
            var (holding, notes) = FindingGate.Sort(findings, described.Assembled.Approvals, options.LetThrough);
            return holding.Count > 0
                ? new StageOutcome<InspectedStudy>.Held([.. FindingGate.Gathered(holding), .. notes])
                : new StageOutcome<InspectedStudy>.Passed(Seal(study, files, studies.Single(), patients.Single()), notes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StageOutcome<InspectedStudy>.Retry($"The output cannot be read or sealed ({exception.GetType().Name}).");
        }
    }

    private InspectedStudy Seal(DeidentifiedStudy study, List<ManifestFile> files, string studyInstanceUid, string patientId)
    {
        var assembled = study.Validated.Described.Assembled;
        var manifest = new StudyManifest(
            StudyManifestFile.CurrentVersion, assembled.Project, assembled.StudyId, studyInstanceUid, patientId, study.Report.Profile,
            study.Report.ProfileVersion, study.Report.TableEdition, study.Report.KeyFingerprint, Software, files);
        writer.MakeDurable(assembled.OutputFolder);
        StudyManifestFile.Write(assembled.OutputFolder, manifest, writer);
        return new InspectedStudy(assembled.OutputFolder, manifest);
    }
}
