using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Curation.Deidentification.Rules;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation.Deidentification;

/// <summary>Writes de-identified copies of a validated study's instances; the same input under the same key gives the same bytes.</summary>
public sealed class DeidentificationStage
{
    private static readonly DicomWriteOptions WriteOptions = new() { RemoveGroupLengths = true };

    private readonly ProfileVersion _version;
    private readonly CurationOptions _options;
    private readonly IPseudonymSource _pseudonyms;
    private readonly IOutputFileWriter _writer;
    private readonly InstanceDeidentifier _deidentifier;

    public DeidentificationStage(ProfileVersion version, CurationOptions options, IPseudonymSource pseudonyms, IOutputFileWriter writer)
    {
        _version = version;
        _options = options;
        _pseudonyms = pseudonyms;
        _writer = writer;
        _deidentifier = new InstanceDeidentifier(version.Profile);
    }

    public StageOutcome<DeidentifiedStudy> Run(ValidatedStudy study, CancellationToken cancellationToken)
    {
        var assembled = study.Described.Assembled;
        var (holding, notes) = FindingGate.Sort(study.Described.Instances.SelectMany(PixelRiskRule.Judge), assembled.Approvals, _options.LetThrough);
        if (holding.Count > 0)
            return new StageOutcome<DeidentifiedStudy>.Held([.. holding, .. notes]);
        try
        {
            var pseudonyms = new ProjectPseudonyms(_pseudonyms.GetKey(assembled.Project), _options, assembled.Merges);
            var ledger = new ActionLedger();
            OutputFolder.Prepare(assembled.OutputFolder, _writer);
            var findings = new List<Finding>();
            var instances = new List<DeidentifiedInstance>(assembled.Instances.Count);
            foreach (var instance in study.Described.Instances)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Write(instance.Source, assembled.OutputFolder, pseudonyms, ledger) is { } finding)
                    findings.Add(finding);
                else
                    instances.Add(new DeidentifiedInstance(instance.Source.InstanceId, OutputFolder.NameOf(instance.Source)));
            }

            var report = new DeidentificationReport(
                _version.Profile.Name, _version.Hash, _version.Profile.TableEdition, pseudonyms.KeyFingerprint, instances, ledger.Lines());
            return findings.Count > 0
                ? new StageOutcome<DeidentifiedStudy>.Held([.. findings, .. notes])
                : new StageOutcome<DeidentifiedStudy>.Passed(new DeidentifiedStudy(study, report), notes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StageOutcome<DeidentifiedStudy>.Retry($"The output cannot be written, or an original cannot be read ({exception.GetType().Name}).");
        }
        catch (ProjectKeyException exception)
        {
            // Nothing is wrong with the study: it waits until the key is back.
            return new StageOutcome<DeidentifiedStudy>.Retry(exception.Message);
        }
    }

    /// <summary>The policy in sentences: what the profile does, rule by rule, in the order in which they decide.</summary>
    public IReadOnlyList<string> Describe() => [PixelRiskRule.Describe(), .. _deidentifier.Rules.Select(rule => rule.Describe()), MethodMarkers.Description];

    private Finding? Write(SourceInstance source, string folder, ProjectPseudonyms pseudonyms, ActionLedger ledger)
    {
        try
        {
            var file = source.Open();
            var output = new DicomFile(_deidentifier.Apply(file.Dataset, pseudonyms, ledger), file.TransferSyntax);
            _writer.Write(Path.Combine(folder, OutputFolder.NameOf(source)), stream => output.Save(stream, WriteOptions));
            return null;
        }
        catch (Exception exception) when (exception is DicomFormatException or DicomDataException)
        {
            // Their texts name tags and places, never values.
            return new Finding("deidentification.failed", FindingSeverity.Hold, string.Empty, exception.Message, source.InstanceId);
        }
    }
}
