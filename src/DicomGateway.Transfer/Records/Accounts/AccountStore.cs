using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Accounts;

/// <summary>Accounts of the console. Knows no password, only what recognises one; every change and every sign-in is audited.</summary>
public sealed class AccountStore
{
    private const string Columns = "name, role, password, is_disabled, created_at, last_login";

    private readonly RecordsContext _context;

    internal AccountStore(RecordsContext context) => _context = context;

    public ValueTask<IReadOnlyList<AccountRecord>> ListAsync(CancellationToken cancellationToken) =>
        _context.ReadAsync<IReadOnlyList<AccountRecord>>(session => session.Query($"SELECT {Columns} FROM accounts ORDER BY name", ToRecord), cancellationToken);

    public ValueTask<AccountRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => Find(session, name), cancellationToken);

    /// <summary>Makes an account without a password, and an invitation to choose one.</summary>
    /// <param name="name">Lower case.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="invitation">The link by which its password is chosen.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="AccountException">There is one of that name.</exception>
    public ValueTask AddAsync(string name, AccountRole role, Invitation invitation, string by, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                if (Find(session, name) is not null)
                    throw new AccountException($"There is an account '{name}' already.", "Choose another name, or reset that account.");
                Insert(session, name, role, null);
                Invitations.Put(session, name, invitation);
                Audit(session, by, "account.added", name, role);
            },
            cancellationToken);

    /// <summary>Takes the password away and gives a new link.</summary>
    /// <exception cref="AccountException">There is no such account.</exception>
    public ValueTask ResetAsync(string name, Invitation invitation, string by, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var account = Get(session, name);
                session.Execute("UPDATE accounts SET password = NULL, changed_at = $1 WHERE name = $2", _context.Now, name);
                Invitations.Put(session, name, invitation);
                Audit(session, by, "account.reset", name, account.Role);
            },
            cancellationToken);

    /// <exception cref="AccountException">There is no such account, or it is the last administrator that can sign in.</exception>
    public ValueTask SetDisabledAsync(string name, bool isDisabled, string by, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                var account = Get(session, name);
                if (isDisabled && account.Role == AccountRole.Administrator && CountOtherAdministrators(session, name) == 0)
                    throw new AccountException($"'{name}' is the last administrator.", "Make another administrator first.");
                session.Execute("UPDATE accounts SET is_disabled = $1, changed_at = $2 WHERE name = $3", isDisabled, _context.Now, name);
                if (isDisabled)
                    Invitations.Remove(session, name);
                Audit(session, by, isDisabled ? "account.disabled" : "account.enabled", name, account.Role);
            },
            cancellationToken);

    /// <summary>A link for the first administrator, as long as nobody can sign in as one; else false.</summary>
    public ValueTask<bool> TryInviteFirstAsync(Invitation invitation, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                if (CountOtherAdministrators(session, "") > 0)
                    return false;
                Invitations.Put(session, null, invitation);
                AuditChain.Append(session, _context, AuditChain.Service, "account.invited");
                return true;
            },
            cancellationToken);

    /// <summary>Whom a link invites; null when it is not known any more. A null name inside means: the first administrator, who chooses one.</summary>
    public ValueTask<Invited?> FindInvitedAsync(byte[] tokenHash, CancellationToken cancellationToken) =>
        _context.ReadAsync(session => Invitations.Find(session, tokenHash, _context.Now), cancellationToken);

    /// <summary>Uses a link up: the account it is for gets the password. Null when the link is not known any more.</summary>
    /// <exception cref="AccountException">The name is taken.</exception>
    public ValueTask<AccountRecord?> AcceptAsync(byte[] tokenHash, string? name, string password, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                if (Invitations.Find(session, tokenHash, _context.Now) is not { } invited)
                    return null;
                var chosen = invited.Name ?? name ?? throw new AccountException("A name is missing.", "Choose one.");
                if (invited.Name is not null && Get(session, chosen).IsDisabled)
                    return null;
                if (invited.Name is null)
                    AddFirst(session, chosen);
                session.Execute("UPDATE accounts SET password = $1, changed_at = $2 WHERE name = $3", password, _context.Now, chosen);
                Invitations.Remove(session, invited.Name);
                var account = Get(session, chosen);
                Audit(session, "account " + chosen, "account.password", chosen, account.Role);
                return account;
            },
            cancellationToken);

    /// <summary>Somebody signed in, out, or tried to.</summary>
    /// <param name="name">An account; null where there is none of the name given, which may be a password typed into the wrong field.</param>
    /// <param name="action">login.done, login.failed, login.throttled, login.ended.</param>
    /// <param name="address">Where from.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public ValueTask RecordLoginAsync(string? name, string action, string address, CancellationToken cancellationToken) =>
        _context.Writer.RunAsync(
            session =>
            {
                if (action == "login.done")
                    session.Execute("UPDATE accounts SET last_login = $1 WHERE name = $2", _context.Now, name);
                AuditChain.Append(
                    session, _context, name is null ? "unknown" : "account " + name, action, detail: new Dictionary<string, string> { ["address"] = address });
            },
            cancellationToken);

    private void AddFirst(RecordsSession session, string name)
    {
        if (CountOtherAdministrators(session, "") > 0 || Find(session, name) is not null)
            throw new AccountException($"'{name}' is taken.", "Choose another name.");
        Insert(session, name, AccountRole.Administrator, null);
        Audit(session, "account " + name, "account.added", name, AccountRole.Administrator);
    }

    private void Insert(RecordsSession session, string name, AccountRole role, string? password) =>
        session.Execute(
            "INSERT INTO accounts(name, role, password, created_at, changed_at) VALUES ($1, $2, $3, $4, $4)", name, role, password, _context.Now);

    private static AccountRecord Get(RecordsSession session, string name) =>
        Find(session, name) ?? throw new AccountException($"There is no account '{name}'.", "See `account list`.");

    private static AccountRecord? Find(RecordsSession session, string name) =>
        session.Find($"SELECT {Columns} FROM accounts WHERE name = $1", ToRecord, name);

    private static long CountOtherAdministrators(RecordsSession session, string name) => session.GetNumber(
        "SELECT COUNT(*) FROM accounts WHERE role = $1 AND is_disabled = 0 AND password IS NOT NULL AND name <> $2", AccountRole.Administrator, name);

    private void Audit(RecordsSession session, string by, string action, string name, AccountRole role) =>
        AuditChain.Append(session, _context, by, action, detail: new Dictionary<string, string> { ["name"] = name, ["role"] = role.ToString() });

    private static AccountRecord ToRecord(RecordsRow row) =>
        new(row.Text(0), (AccountRole)row.Int(1), row.TextOrNull(2), row.Flag(3), row.Time(4), row.TimeOrNull(5));
}
