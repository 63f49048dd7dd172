namespace DicomGateway.Service.Accounts;

/// <summary>What came of name and password.</summary>
/// <param name="Secret">What goes into the cookie; null when nobody was signed in.</param>
/// <param name="Fault">Why not, for the person.</param>
internal sealed record SignInResult(string? Secret, string? Fault);
