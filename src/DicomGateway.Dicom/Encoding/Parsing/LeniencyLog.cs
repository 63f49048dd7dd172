using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding.Parsing;

/// <summary>Collects what reading got over: the first places of each kind, then only how often.</summary>
internal sealed class LeniencyLog
{
    private const int PlacesOfEach = 64;

    private readonly List<DicomLeniency> _entries = [];
    private readonly Dictionary<DicomLeniencyCode, (int Count, int Last)> _counts = [];

    public IReadOnlyList<DicomLeniency> Entries => _entries;

    /// <summary>True when only the count of the next one matters, so that nobody need work out its path.</summary>
    public bool IsCounted(DicomLeniencyCode code) => _counts.TryGetValue(code, out var known) && known.Count >= PlacesOfEach;

    /// <summary>Adds a place. An item that was set aside is always listed: it is held nowhere else.</summary>
    public void Add(DicomLeniencyCode code, string path, long offset, DicomItem? item = null)
    {
        _counts.TryGetValue(code, out var known);
        if (known.Count < PlacesOfEach || item is not null)
        {
            _counts[code] = (known.Count + 1, _entries.Count);
            _entries.Add(new DicomLeniency(code, path, offset, 1, item));
            return;
        }

        _counts[code] = (known.Count + 1, known.Last);
        _entries[known.Last] = _entries[known.Last] with { Occurrences = _entries[known.Last].Occurrences + 1 };
    }
}
