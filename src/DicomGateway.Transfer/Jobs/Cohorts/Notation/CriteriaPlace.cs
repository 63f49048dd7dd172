namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>A place in a file; both counts from 1.</summary>
internal readonly record struct CriteriaPlace(int Line, int Column);
