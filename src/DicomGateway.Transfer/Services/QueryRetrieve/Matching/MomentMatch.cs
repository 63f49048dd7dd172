using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>From a time on the first day to a time on the last (combined date-time matching, PS3.4 C.2.2.2.5.4).</summary>
internal sealed class MomentMatch(DicomTag date, DicomTag time, TemporalRange dates, TemporalRange times) : IKeyMatch
{
    private readonly TemporalRange _moments = new(
        dates.From is { } first ? TemporalValue.At(first, times.From) : null, dates.To is { } last ? TemporalValue.At(last, times.To) : null);

    public bool Covers(DicomTag tag) => tag == date || tag == time;

    public bool Matches(DicomDataset candidate) =>
        TemporalValue.Read(DicomVR.DA, candidate.GetStringOrEmpty(date).AsSpan().Trim()) is { } day
        && _moments.Contains(TemporalValue.At(day, TemporalValue.Read(DicomVR.TM, candidate.GetStringOrEmpty(time).AsSpan().Trim())));
}
