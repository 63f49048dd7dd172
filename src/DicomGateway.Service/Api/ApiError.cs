namespace DicomGateway.Service.Api;

/// <summary>One mistake of what was sent.</summary>
/// <param name="Where">Line and column, property or row.</param>
/// <param name="What">What is wrong there.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record ApiError(string Where, string What, string Remedy);
