using System.Globalization;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Hosting;
using DicomGateway.Transfer.Records.Accounts;

namespace DicomGateway.Service.Accounts;

/// <summary>One-time links by which a password is chosen. Nobody but who opens the link ever knows the password.</summary>
internal sealed class SetUpLinks(LoadedConfiguration configuration, GatewayNode node, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>A link for the first administrator; null when there is one already, or no console.</summary>
    public async Task<string?> CreateFirstAsync(CancellationToken cancellationToken)
    {
        var (secret, invitation) = Create();
        return Address is { } address && await node.Records.Accounts.TryInviteFirstAsync(invitation, cancellationToken) ? Link(address, secret) : null;
    }

    public async Task<string> AddAsync(string name, AccountRole role, string by, CancellationToken cancellationToken)
    {
        var (secret, invitation) = Create();
        await node.Records.Accounts.AddAsync(name, role, invitation, by, cancellationToken);
        return Link(Address, secret);
    }

    public async Task<string> ResetAsync(string name, string by, CancellationToken cancellationToken)
    {
        var (secret, invitation) = Create();
        await node.Records.Accounts.ResetAsync(name, invitation, by, cancellationToken);
        return Link(Address, secret);
    }

    /// <summary>Where the console is; null when there is none.</summary>
    public string? Address => configuration.Values.Listeners.Console is not { } console
        ? null
        : console.PublicAddress?.TrimEnd('/')
            ?? string.Create(CultureInfo.InvariantCulture, $"{(console.Certificate is null ? "http" : "https")}://{HostOf(console.Address)}:{console.Port}");

    private static string HostOf(string address) => address switch
    {
        "127.0.0.1" or "::1" => "localhost",
        "0.0.0.0" or "::" => Environment.MachineName.ToLowerInvariant(),
        _ => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address,
    };

    private static string Link(string? address, string secret) => $"{address}/set-up/{secret}";

    private (string Secret, Invitation Invitation) Create()
    {
        var secret = Secrets.Create();
        return (secret, new Invitation(Secrets.Hash(secret), time.GetUtcNow() + Lasts));
    }
}
