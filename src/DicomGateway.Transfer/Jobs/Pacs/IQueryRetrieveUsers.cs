using DicomGateway.Transfer.Services.QueryRetrieve;

namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>Who asks which PACS.</summary>
public interface IQueryRetrieveUsers
{
    /// <summary>The one that asks this PACS: the same as long as the PACS stays as it is, so that its associations are shared.</summary>
    IQueryRetrieveUser For(PacsNode pacs);
}
