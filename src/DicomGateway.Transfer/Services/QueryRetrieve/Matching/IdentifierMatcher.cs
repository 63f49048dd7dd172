using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>An identifier that is read once and matched against many candidates; safe for concurrent use. See <see cref="IdentifierMatch"/>.</summary>
public sealed class IdentifierMatcher
{
    private readonly IReadOnlyList<IKeyMatch> _keys;

    /// <inheritdoc cref="IdentifierMatch.Matches"/>
    public IdentifierMatcher(DicomDataset keys, bool combinesDateAndTime = false) => _keys = [.. KeyReading.Read(keys, combinesDateAndTime)];

    /// <summary>No key has a value: everything matches.</summary>
    public bool IsUniversal => _keys.Count == 0;

    public bool Matches(DicomDataset candidate)
    {
        foreach (var key in _keys)
        {
            if (!key.Matches(candidate))
                return false;
        }

        return true;
    }
}
