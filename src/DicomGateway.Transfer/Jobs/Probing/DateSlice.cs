using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Jobs.Probing;

/// <summary>Days from the first to the last, both included.</summary>
internal readonly record struct DateSlice(DateOnly From, DateOnly To)
{
    private static readonly int[] DaysBack = [1, 7, 30, 365, 3650];

    public bool CanBeSplit => From < To;

    /// <summary>The last day, and ever longer times up to all: a busy PACS answers the first ones, an empty one is asked on.</summary>
    public static IEnumerable<DateSlice> EverWider(DateOnly today) =>
        DaysBack.Select(days => new DateSlice(today.AddDays(-days), today.AddDays(1))).Append(new DateSlice(new DateOnly(1900, 1, 1), today.AddDays(1)));

    /// <summary>Two halves that have no day in common.</summary>
    public (DateSlice Earlier, DateSlice Later) Split()
    {
        var middle = From.AddDays((To.DayNumber - From.DayNumber) / 2);
        return (new DateSlice(From, middle), new DateSlice(middle.AddDays(1), To));
    }

    /// <summary>The keys of a query for studies of these days.</summary>
    public DicomDataset Keys() => new DicomDataset().AddOrUpdate(DicomTag.StudyDate, ToString());

    public override string ToString() => From == To ? Text(From) : $"{Text(From)}-{Text(To)}";

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
