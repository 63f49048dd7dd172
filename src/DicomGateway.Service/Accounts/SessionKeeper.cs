using System.Collections.Concurrent;
using DicomGateway.Service.Api;

namespace DicomGateway.Service.Accounts;

/// <summary>Who is signed in. Kept in memory, by the hash of what stands in the cookie: a restart signs everybody out.</summary>
internal sealed class SessionKeeper(TimeProvider time)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    private const int Most = 1000;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session under a new secret, which goes into the cookie.</summary>
    public string Begin(ApiUser user)
    {
        Forget();
        var secret = Secrets.Create();
        _sessions[Key(secret)] = new Session(user, Secrets.Create(), time.GetUtcNow());
        return secret;
    }

    /// <summary>The session of a cookie, which counts as used now; null when it is over.</summary>
    /// <param name="secret">From the cookie.</param>
    /// <param name="prolongs">A person did something; what a page does by itself keeps no session alive.</param>
    public Session? Find(string secret, bool prolongs)
    {
        var key = Key(secret);
        if (!_sessions.TryGetValue(key, out var session))
            return null;
        var now = time.GetUtcNow();
        if (IsOver(session, now))
        {
            _sessions.TryRemove(key, out _);
            return null;
        }

        if (prolongs)
            _sessions.TryUpdate(key, session with { Used = now }, session);
        return session;
    }

    public void End(string secret) => _sessions.TryRemove(Key(secret), out _);

    /// <summary>Ends every session of an account: it was disabled, or its password changed.</summary>
    public void EndAll(string account)
    {
        foreach (var (key, _) in _sessions.Where(entry => entry.Value.User.Name == account))
            _sessions.TryRemove(key, out _);
    }

    private static bool IsOver(Session session, DateTimeOffset now) => now - session.Used >= Idle || now - session.Begun >= Longest;

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (key, _) in _sessions.Where(entry => IsOver(entry.Value, now)))
            _sessions.TryRemove(key, out _);
        foreach (var (key, _) in _sessions.OrderBy(entry => entry.Value.Used).Take(Math.Max(0, _sessions.Count - Most + 1)))
            _sessions.TryRemove(key, out _);
    }

    private static string Key(string secret) => Convert.ToHexString(Secrets.Hash(secret));
}
