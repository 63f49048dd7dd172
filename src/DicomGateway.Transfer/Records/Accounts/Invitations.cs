using DicomGateway.Transfer.Records.Database;

namespace DicomGateway.Transfer.Records.Accounts;

/// <summary>One link an account: a new one takes the place of the old.</summary>
internal static class Invitations
{
    public static void Put(RecordsSession session, string? name, Invitation invitation)
    {
        Remove(session, name);
        session.Execute("INSERT INTO invitations(token_hash, name, expires_at) VALUES ($1, $2, $3)", invitation.TokenHash, name, invitation.Expires);
    }

    public static void Remove(RecordsSession session, string? name) => session.Execute("DELETE FROM invitations WHERE name IS $1", name);

    public static Invited? Find(RecordsSession session, byte[] tokenHash, DateTimeOffset now) =>
        session.Find("SELECT name FROM invitations WHERE token_hash = $1 AND expires_at > $2", row => new Invited(row.TextOrNull(0)), tokenHash, now);
}
