namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>One mistake of a criteria file or a list.</summary>
/// <param name="File">"criteria" or "list".</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1; 0 where it is the whole line.</param>
/// <param name="What">What is wrong; never a value of a list, for it may name a patient.</param>
/// <param name="Remedy">What to do.</param>
public sealed record CriteriaError(string File, int Line, int Column, string What, string Remedy)
{
    public override string ToString() => Column > 0 ? $"{File} {Line}:{Column}: {What} {Remedy}" : $"{File} {Line}: {What} {Remedy}";
}
