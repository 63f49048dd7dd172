using DicomGateway.Service.Api;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Accounts;

namespace DicomGateway.Service.Accounts;

/// <summary>Checks name and password. Whether it is the name or the password that is wrong is never said, nor does it take another time.</summary>
internal sealed class PasswordSignIn(GatewayNode node, LoginThrottle throttle, SessionKeeper sessions) : IDisposable
{
    /// <summary>Recognising a password costs half a second of a processor on purpose; more at a time would be at the studies' expense.</summary>
    private readonly SemaphoreSlim _places = new(2);

    /// <param name="name">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="address">Where from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SignInResult> TryAsync(string? name, string password, string address, CancellationToken cancellationToken)
    {
        var accounts = node.Records.Accounts;
        var account = AccountNames.Normalize(name) is { } normal ? await accounts.FindAsync(normal, cancellationToken) : null;
        var (ofAccount, ofAddress) = ("account " + (AccountNames.Normalize(name) ?? ""), "address " + address);
        if (throttle.WaitOf(ofAccount, ofAddress) is var wait && wait > TimeSpan.Zero)
        {
            await accounts.RecordLoginAsync(account?.Name, "login.throttled", address, cancellationToken);
            return new SignInResult(null, $"Too many tries. Wait {Math.Ceiling(wait.TotalSeconds)} seconds.");
        }

        if (!await MatchesAsync(account, password, cancellationToken))
        {
            throttle.Fail(ofAccount, ofAddress);
            await accounts.RecordLoginAsync(account?.Name, "login.failed", address, cancellationToken);
            return new SignInResult(null, "Name and password do not belong together.");
        }

        throttle.Succeed(ofAccount);
        await accounts.RecordLoginAsync(account!.Name, "login.done", address, cancellationToken);
        return new SignInResult(Begin(account), null);
    }

    public string Begin(AccountRecord account) => sessions.Begin(ApiUser.OfAccount(account.Name, RoleOf(account.Role)));

    public void Dispose() => _places.Dispose();

    private async Task<bool> MatchesAsync(AccountRecord? account, string password, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var stored = account is { IsDisabled: false, Password: { } known } ? known : PasswordHash.OfNobody;
            var isRight = await Task.Run(() => PasswordHash.Matches(password, stored), cancellationToken);
            return isRight && account is { IsDisabled: false, Password: not null };
        }
        finally
        {
            _places.Release();
        }
    }

    private static ApiRole RoleOf(AccountRole role) => role == AccountRole.Administrator ? ApiRole.Administrator : ApiRole.ResearchOperator;
}
