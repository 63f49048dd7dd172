using DicomGateway.Transfer.Records.Accounts;

namespace DicomGateway.Service.Api;

/// <summary>An account, as it is shown.</summary>
/// <param name="State">active, invited (no password was chosen yet) or disabled.</param>
internal sealed record AccountView(string Name, AccountRole Role, string State, DateTimeOffset Created, DateTimeOffset? LastLogin)
{
    public static AccountView Of(AccountRecord account) => new(
        account.Name, account.Role, account.IsDisabled ? "disabled" : account.Password is null ? "invited" : "active", account.Created, account.LastLogin);
}

/// <summary>An account that shall be made.</summary>
internal sealed record NewAccount(string Name, AccountRole Role);

/// <summary>A link that works once and for a day.</summary>
internal sealed record OneTimeLink(string Link);
