namespace DicomGateway.Transfer.Jobs.Cohorts.Values;

/// <summary>A count from the least to the most, both included; null for no bound.</summary>
internal sealed record CountRange(long? Least, long? Most)
{
    public bool Contains(long count) => (Least is null || count >= Least) && (Most is null || count <= Most);

    public override string ToString() => Least == Most ? $"{Least}" : Most is null ? $"at least {Least}" : Least is null ? $"at most {Most}" : $"{Least} to {Most}";
}
