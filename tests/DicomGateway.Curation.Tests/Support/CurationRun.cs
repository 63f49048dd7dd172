using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation.Tests.Support;

/// <summary>Runs data sets or files through the stages.</summary>
internal sealed class CurationRun : IDisposable
{
    public static readonly DeidentificationProfile Basic = new() { Name = "basic", TableEdition = "2026d" };

    private readonly WorkFolder _folder = new();
    private int _runs;

    public CurationOptions Options { get; set; } = new() { LetThrough = AllPixelCodes };

    public ProjectKey Key { get; set; } = new("project", Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    public static IReadOnlyList<string> AllPixelCodes { get; } =
    [
        "pixels.ultrasound", "pixels.secondary-capture", "pixels.document", "pixels.audio", "pixels.ophthalmic", "pixels.slide", "pixels.visible-light",
        "pixels.projection", "pixels.rt-image", "pixels.hardcopy", "pixels.burned-in", "pixels.screen-capture", "pixels.modality", "pixels.overlay-bits",
    ];

    public string Folder => _folder.Path;

    public IReadOnlyList<StudyApproval> Approvals { get; set; } = [];

    /// <summary>Writes the data set as a file and returns it as an original.</summary>
    public SourceInstance Source(DicomDataset dataset, DicomTransferSyntax? syntax = null, string? id = null)
    {
        id ??= $"s{_runs++}";
        var path = _folder[$"{id}.original"];
        new DicomFile(dataset, syntax ?? DicomTransferSyntax.ExplicitVRLittleEndian).Save(path);
        return new SourceInstance(id, path, 0, null, string.Empty, string.Empty);
    }

    public StageOutcome<InspectedStudy> Run(params SourceInstance[] sources) => Run(Assemble(sources));

    public AssembledStudy Assemble(params SourceInstance[] sources) => new("project", "study", _folder[$"out{_runs++}"], sources, Approvals);

    public StageOutcome<InspectedStudy> Run(AssembledStudy study)
    {
        var stages = Stages();
        return stages.Metadata.Run(study, default)
            .Then(described => stages.Validation.Run(described, default))
            .Then(validated => stages.Deidentification.Run(validated, default))
            .Then(deidentified => stages.Inspection.Run(deidentified, default));
    }

    public CurationStages Stages() => new(Options, Basic, new OneKey(Key), new PlainOutputFileWriter());

    /// <summary>The one output of a study of one object; fails when it was held.</summary>
    public DicomFile Clean(DicomDataset dataset, DicomTransferSyntax? syntax = null) => Clean(Source(dataset, syntax));

    public DicomFile Clean(SourceInstance source)
    {
        var outcome = Run(source);
        Assert.That(outcome, Is.TypeOf<StageOutcome<InspectedStudy>.Passed>(), () => Describe(outcome));
        var study = ((StageOutcome<InspectedStudy>.Passed)outcome).Value;
        return DicomFile.Open(study.PathOf(study.Manifest.Files[0]));
    }

    public IReadOnlyList<string> HeldCodes(params SourceInstance[] sources) =>
        Run(sources) is StageOutcome<InspectedStudy>.Held held
            ? [.. held.Findings.Where(finding => finding.Severity == FindingSeverity.Hold).Select(finding => finding.Code).Distinct()]
            : [];

    public static string Describe<T>(StageOutcome<T> outcome) => outcome switch
    {
        StageOutcome<T>.Held held => string.Join("; ", held.Findings.Select(finding => $"{finding.Code} {finding.Path} {finding.Text}")),
        StageOutcome<T>.Retry retry => retry.Cause,
        _ => "passed",
    };

    public void Dispose() => _folder.Dispose();

    private sealed class OneKey(ProjectKey key) : IPseudonymSource
    {
        public ProjectKey GetKey(string project) => key;
    }
}
