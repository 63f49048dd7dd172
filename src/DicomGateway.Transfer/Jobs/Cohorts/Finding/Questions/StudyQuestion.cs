using DicomGateway.Transfer.Jobs.Cohorts.Values;

namespace DicomGateway.Transfer.Jobs.Cohorts.Finding.Questions;

/// <summary>One question to a PACS at the study level. It can be divided by study date, and a single day by study time.</summary>
/// <param name="Values">Keys with values; several values of a key are a list of UIDs.</param>
/// <param name="Dates">Study dates asked for; null for any, or none.</param>
/// <param name="Minutes">Minutes of the day asked for; null for any, or none.</param>
internal sealed record StudyQuestion(IReadOnlyList<(AttributePath Attribute, IReadOnlyList<string> Values)> Values, DateSpan? Dates, MinuteSpan? Minutes = null)
{
    // Before it there were no digital images.
    private static readonly DateOnly FirstDay = new(1970, 1, 1);

    // Beyond it there are mistakes, but not many.
    private const int LatestDays = 7;

    /// <summary>Two questions that together ask the same of all studies that have a date and a time; null when it cannot be divided further.</summary>
    public IReadOnlyList<StudyQuestion>? Divide(DateOnly today)
    {
        var from = Dates?.From;
        var to = Dates?.To;
        if (from is not null && from == to)
            return (Minutes ?? MinuteSpan.Day).Divide() is { } halves ? [.. halves.Select(half => this with { Minutes = half })] : null;

        // The open ends stay in one half: old and future dates are found, too.
        var low = from ?? (to is null || to > FirstDay ? FirstDay : to.Value.AddDays(-2));
        var high = to ?? (low >= today ? low.AddDays(2) : today.AddDays(1));
        if ((from is null && high <= FirstDay) || (to is null && low > today.AddDays(LatestDays)))
            return null;
        var middle = low.AddDays((high.DayNumber - low.DayNumber) / 2);
        return [this with { Dates = new DateSpan(from, middle) }, this with { Dates = new DateSpan(middle.AddDays(1), to) }];
    }
}
