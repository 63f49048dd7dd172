namespace DicomGateway.Service.Web.SignIn;

/// <summary>The sign-in form as it was sent.</summary>
public sealed record SignInModel(string Name, string? Fault);
