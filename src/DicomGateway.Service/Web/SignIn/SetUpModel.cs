namespace DicomGateway.Service.Web.SignIn;

/// <summary>The form behind a one-time link.</summary>
/// <param name="Secret">From the link.</param>
/// <param name="Account">The account it is for; null when the first administrator chooses a name.</param>
/// <param name="Name">As typed.</param>
/// <param name="Fault">What was wrong with it.</param>
public sealed record SetUpModel(string Secret, string? Account, string Name, string? Fault);
