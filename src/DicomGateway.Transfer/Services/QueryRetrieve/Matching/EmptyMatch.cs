using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>Empty value matching (PS3.4 C.2.2.2.7).</summary>
internal sealed class EmptyMatch(DicomTag tag) : IKeyMatch
{
    public bool Matches(DicomDataset candidate) => candidate.GetStrings(tag).All(string.IsNullOrWhiteSpace);
}
