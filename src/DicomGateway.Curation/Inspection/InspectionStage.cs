namespace DicomGateway.Curation.Inspection;

/// <summary>Rereads the output from disk as a stranger would, and seals what passes.</summary>
public sealed class InspectionStage(CurationOptions options, IOutputFileWriter writer)
{
    public StageOutcome<InspectedStudy> Run(DeidentifiedStudy study, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(writer);
        return new StageOutcome<InspectedStudy>.Held([]);
    }
}
