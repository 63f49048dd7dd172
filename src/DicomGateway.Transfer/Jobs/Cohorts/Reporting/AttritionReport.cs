using DicomGateway.Transfer.Records.Cohorts;

namespace DicomGateway.Transfer.Jobs.Cohorts.Reporting;

/// <summary>
/// How a selection came about: everything that was found is either selected or has one reason, and the sums agree with what the PACS
/// answered. It identifies nobody.
/// </summary>
public sealed record AttritionReport
{
    public required CohortPreview Preview { get; init; }

    /// <summary>Studies that were left out, in the order in which reasons are looked for.</summary>
    public required IReadOnlyList<AttritionLine> Studies { get; init; }

    public required int StudiesSelected { get; init; }

    /// <summary>Series that were left out.</summary>
    public required IReadOnlyList<AttritionLine> Series { get; init; }

    public required int SeriesSelected { get; init; }

    /// <summary>Of the selected series those that rules left out by what jobs received since; the newest job of each study counts.</summary>
    public IReadOnlyList<AttritionLine> Received { get; init; } = [];

    /// <summary>Series left out so that the PACS had not told of when it was searched: they are in no other count.</summary>
    public int ReceivedBeyond { get; init; }

    /// <summary>Rows of the list by what became of them; empty when there is no list.</summary>
    public required IReadOnlyDictionary<string, int> Rows { get; init; }

    /// <summary>What became of the selected studies in jobs since, by state; empty before a job has the version.</summary>
    public required IReadOnlyList<LaterState> Later { get; init; }

    /// <summary>Selected and left out make what was found, and that is what the PACS answered.</summary>
    public bool Balances =>
        Preview.Tally.Balances
        && Preview.Tally.Studies == StudiesSelected + Studies.Sum(line => line.Count)
        && Preview.Tally.Series == SeriesSelected + Series.Sum(line => line.Count)
        && Received.Sum(line => line.Count) <= SeriesSelected;
}
