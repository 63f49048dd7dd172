namespace DicomGateway.Transfer.Services.QueryRetrieve;

/// <summary>Query/Retrieve Level (0008,0052), PS3.4 C.3: from the widest to the narrowest.</summary>
public enum QueryLevel
{
    Patient,
    Study,
    Series,
    Image,
}
