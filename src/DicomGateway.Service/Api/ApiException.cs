namespace DicomGateway.Service.Api;

/// <summary>A request cannot be carried out; the answer is a problem of this status.</summary>
internal sealed class ApiException(int status, string what, string remedy, IReadOnlyList<ApiError>? errors = null) : Exception(what)
{
    public int Status { get; } = status;

    public string Remedy { get; } = remedy;

    public IReadOnlyList<ApiError>? Errors { get; } = errors;
}
