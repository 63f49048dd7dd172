using DicomGateway.Curation.Deidentification.Pseudonyms;
using DicomGateway.Transfer.Records;

namespace DicomGateway.Transfer.Running;

/// <summary>Which exceptions say nothing of the study that was run: disk, database or key file are not fit at the moment.</summary>
internal static class Surroundings
{
    public static bool Caused(Exception exception) => exception switch
    {
        StageFailedException { InnerException: { } inner } => Caused(inner),

        // What is missing or shorter than it says does not come back by waiting.
        FileNotFoundException or DirectoryNotFoundException or PathTooLongException or EndOfStreamException => false,
        IOException or UnauthorizedAccessException or ProjectKeyException => true,
        _ => RecordsTrouble.IsPassing(exception),
    };
}
