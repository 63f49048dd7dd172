namespace DicomGateway.Transfer.Jobs.Listing;

/// <summary>The PACS answered, and its answer does not say what the study consists of: this one study cannot be fetched and proven whole.</summary>
internal sealed class ListingException(string message) : Exception(message);
