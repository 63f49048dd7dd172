using DicomGateway.Service.Api;

namespace DicomGateway.Service.Accounts;

/// <summary>One sign-in of an account.</summary>
/// <param name="User">Who.</param>
/// <param name="FormToken">What forms and scripts must send along, so that other sites cannot write in the user's name.</param>
/// <param name="Begun">When it began.</param>
internal sealed record Session(ApiUser User, string FormToken, DateTimeOffset Begun)
{
    /// <summary>When it was last used.</summary>
    public DateTimeOffset Used { get; init; } = Begun;

    /// <summary>What the next page says once.</summary>
    public NoticeSlot Notices { get; } = new();
}
