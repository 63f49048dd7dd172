using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.QueryRetrieve.Matching;

/// <summary>One key of an identifier that asks for something.</summary>
internal interface IKeyMatch
{
    bool Matches(DicomDataset candidate);
}
