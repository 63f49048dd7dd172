using DicomGateway.Transfer.Services.QueryRetrieve;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Transfer.Jobs.Pacs;

/// <summary>One Query/Retrieve SCU a PACS; a PACS that was changed gets a new one.</summary>
public sealed class QueryRetrieveUsers(TimeProvider time) : IQueryRetrieveUsers, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (PacsNode Pacs, QueryRetrieveUser User, IQueryRetrieveUser Paced)> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QueryPace> _paces = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IQueryRetrieveUser For(PacsNode pacs)
    {
        QueryRetrieveUser? former = null;
        try
        {
            lock (_gate)
            {
                if (_users.TryGetValue(pacs.Name, out var known) && ReferenceEquals(known.Pacs, pacs))
                    return known.Paced;
                former = known.User;
                var user = new QueryRetrieveUser(OptionsFor(pacs), time);
                if (!_paces.TryGetValue(pacs.Name, out var pace))
                    _paces.Add(pacs.Name, pace = new QueryPace(time));
                var paced = new PacedUser(user, pace, pacs.Limits.QueriesPerMinute);
                _users[pacs.Name] = (pacs, user, paced);
                return paced;
            }
        }
        finally
        {
            // What it has under way goes on; only what it keeps for later is released.
            _ = former?.DisposeAsync().AsTask();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<QueryRetrieveUser> users;
        lock (_gate)
        {
            users = [.. _users.Values.Select(known => known.User)];
            _users.Clear();
        }

        foreach (var user in users)
            await user.DisposeAsync().ConfigureAwait(false);
    }

    public static QueryRetrieveUserOptions OptionsFor(PacsNode pacs) => new()
    {
        Client = pacs.Client,
        Model = pacs.Profile.Model,
        IsRelational = pacs.Profile.IsRelational,
        MatchesDateTime = pacs.Profile.MatchesDateTime,
        MayNotBeCancelled = pacs.Profile.MayNotBeCancelled,
    };
}
