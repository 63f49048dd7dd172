namespace DicomGateway.Curation;

/// <summary>The engine on folders, without service, database or network: every study of a folder through all four stages.</summary>
public sealed class FolderDeidentifier(CurationStages stages, string project)
{
    /// <summary>Raised when a study is done, for progress.</summary>
    public event EventHandler<FolderStudyResult>? StudyDone;

    /// <summary>Findings that the person who runs this releases, for all studies of the folder.</summary>
    public IReadOnlyList<StudyApproval> Approvals { get; init; } = [];

    /// <param name="inputs">Files and folders; folders are searched to their depths.</param>
    /// <param name="outputFolder">Must not exist or be empty. It gets a folder per study, named by the study's pseudonymous UID.</param>
    /// <exception cref="IOException">The output folder is not empty, or something cannot be read or written.</exception>
    public FolderReport Run(IReadOnlyList<string> inputs, string outputFolder, CancellationToken cancellationToken)
    {
        if (File.Exists(outputFolder) || (Directory.Exists(outputFolder) && Directory.EnumerateFileSystemEntries(outputFolder).Any()))
            throw new IOException($"{outputFolder} is not empty: name a folder that is, or that does not exist.");
        var found = FolderContents.Gather(inputs, cancellationToken);
        var results = new List<FolderStudyResult>(found.Studies.Count);
        foreach (var (number, files) in found.Studies.Index())
        {
            var result = RunStudy(files, Path.Combine(outputFolder, $"unfinished-{number + 1}"), cancellationToken);
            results.Add(result);
            StudyDone?.Invoke(this, result);
        }

        return new FolderReport(results, found.NotDicom);
    }

    private FolderStudyResult RunStudy(IReadOnlyList<SourceInstance> files, string folder, CancellationToken cancellationToken)
    {
        switch (Curate(new AssembledStudy(project, Path.GetFileName(folder), folder, files, Approvals), cancellationToken))
        {
            case StageOutcome<InspectedStudy>.Passed(var study, var notes):
                var final = Path.Combine(Path.GetDirectoryName(folder)!, study.Manifest.StudyInstanceUid);
                Directory.Move(folder, final);
                return new FolderStudyResult(final, files.Count, notes);
            case StageOutcome<InspectedStudy>.Held(var findings):
                Discard(folder);
                return new FolderStudyResult(null, files.Count, findings);
            case StageOutcome<InspectedStudy>.Retry(var cause):
                Discard(folder);
                throw new IOException(cause);
            default:
                throw new InvalidOperationException("A stage ended in no outcome.");
        }
    }

    private StageOutcome<InspectedStudy> Curate(AssembledStudy study, CancellationToken cancellationToken) =>
        stages.Metadata.Run(study, cancellationToken)
            .Then(described => stages.Validation.Run(described, cancellationToken))
            .Then(validated => stages.Deidentification.Run(validated, cancellationToken))
            .Then(deidentified => stages.Inspection.Run(deidentified, cancellationToken));

    // What did not pass inspection must not lie about.
    private static void Discard(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
