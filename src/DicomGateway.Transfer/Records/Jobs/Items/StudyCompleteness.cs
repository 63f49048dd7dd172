namespace DicomGateway.Transfer.Records.Jobs.Items;

/// <summary>How whole a study is by the lists of the jobs that asked for it.</summary>
/// <param name="IsOpen">A job is fetching it.</param>
/// <param name="Missing">Instances on a list that have not come.</param>
/// <param name="Expected">Instances on that list.</param>
/// <param name="Unasked">Instances that a retrieval brought and that are on no list.</param>
public sealed record StudyCompleteness(bool IsOpen, int Missing, int Expected, int Unasked)
{
    public static StudyCompleteness NotAsked { get; } = new(false, 0, 0, 0);
}
