namespace DicomGateway.Transfer.Jobs.Cohorts.Finding.Questions;

/// <summary>Minutes of a day from the first to the last, both included.</summary>
internal readonly record struct MinuteSpan(int From, int To)
{
    public static MinuteSpan Day { get; } = new(0, (24 * 60) - 1);

    public IReadOnlyList<MinuteSpan>? Divide()
    {
        var middle = (From + To) / 2;
        return From == To ? null : [new MinuteSpan(From, middle), new MinuteSpan(middle + 1, To)];
    }

    /// <summary>As a DICOM range of times.</summary>
    public string ToRange() => $"{From / 60:D2}{From % 60:D2}00-{To / 60:D2}{To % 60:D2}59.999999";
}
