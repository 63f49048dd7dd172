namespace DicomGateway.Service.Web.Shared;

/// <summary>Why a page is not shown.</summary>
public sealed record Refusal(string What, string Remedy);
