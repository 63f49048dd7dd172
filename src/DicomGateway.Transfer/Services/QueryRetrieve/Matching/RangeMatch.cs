using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>
/// Single value and range matching of DA, TM and DT (PS3.4 C.2.2.2.1, C.2.2.2.5). A value of little precision stands for the time that it covers: it
/// matches what lies in it, and as the end of a range its last moment counts.
/// </summary>
internal sealed class RangeMatch(DicomTag tag, DicomVR vr, IReadOnlyList<string> values) : IKeyMatch
{
    // What is no date matches nothing.
    private readonly IReadOnlyList<TemporalRange> _ranges = [.. values.Select(value => TemporalRange.Read(vr, value)).OfType<TemporalRange>()];

    public bool Matches(DicomDataset candidate)
    {
        foreach (var value in candidate.GetStrings(tag))
        {
            if (TemporalValue.Read(vr, value.Trim()) is not { } found)
                continue;
            foreach (var range in _ranges)
            {
                if (range.Contains(found))
                    return true;
            }
        }

        return false;
    }
}
