using DicomGateway.Transfer.Records.Accounts;

namespace DicomGateway.Service.Web.Accounts;

/// <summary>Who may sign in.</summary>
/// <param name="Accounts">By name.</param>
/// <param name="NewLink">A one-time link that was just made; shown this once.</param>
/// <param name="LinkFor">The account that it is for.</param>
public sealed record AccountsModel(IReadOnlyList<AccountRecord> Accounts, string? NewLink = null, string? LinkFor = null);
