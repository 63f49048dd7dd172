namespace DicomGateway.Service.Api;

/// <summary>Why a request was refused, as RFC 9457 has it: what, and what to do. Never a value of a data set.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Errors">Every mistake of what was sent, where there are several.</param>
internal sealed record ApiProblem(int Status, string What, string Remedy, IReadOnlyList<ApiError>? Errors = null)
{
    public const string ContentType = "application/problem+json";

    public string Title => What;

    public string Detail => Remedy;

    public static IResult Refuse(int status, string what, string remedy, IReadOnlyList<ApiError>? errors = null) =>
        Results.Json(new ApiProblem(status, what, remedy, errors), ApiJson.Options, ContentType, status);

    public static IResult NotFound(string what, string remedy) => Refuse(StatusCodes.Status404NotFound, what, remedy);
}
