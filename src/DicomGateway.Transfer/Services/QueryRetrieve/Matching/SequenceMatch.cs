using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>Sequence matching (PS3.4 C.2.2.2.6): some item of the candidate matches all keys of the item asked for.</summary>
internal sealed class SequenceMatch(DicomTag tag, IdentifierMatcher item) : IKeyMatch
{
    public bool Matches(DicomDataset candidate) => candidate.TryGetSequence(tag, out var items) && items.Any(item.Matches);
}
