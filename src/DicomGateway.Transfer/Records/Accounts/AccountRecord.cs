namespace DicomGateway.Transfer.Records.Accounts;

/// <summary>An account of the console.</summary>
/// <param name="Name">Lower case; unique.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Password">How the password is recognised; null until one was chosen.</param>
/// <param name="IsDisabled">It may not sign in.</param>
/// <param name="Created">When it was made.</param>
/// <param name="LastLogin">When somebody last signed in with it.</param>
public sealed record AccountRecord(string Name, AccountRole Role, string? Password, bool IsDisabled, DateTimeOffset Created, DateTimeOffset? LastLogin);
