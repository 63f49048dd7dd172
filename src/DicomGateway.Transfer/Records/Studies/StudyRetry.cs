namespace DicomGateway.Transfer.Records.Studies;

/// <summary>A run that ended without a result and is tried again.</summary>
/// <param name="Stage">Where it ended.</param>
/// <param name="Cause">Why; nothing of the data set.</param>
/// <param name="NextTry">When the study is due again.</param>
/// <param name="Counts">Whether it was the study that failed. What its surroundings did to it is not counted against it.</param>
public sealed record StudyRetry(string Stage, string Cause, DateTimeOffset NextTry, bool Counts);
