using Microsoft.AspNetCore.Http.Metadata;

namespace DicomGateway.Service.Api;

/// <summary>What endpoints say about who may reach them. The last word counts: an endpoint's own over that of its group.</summary>
internal static class AccessExtensions
{
    /// <summary>For endpoints of the API: only administrators. Others are answered 403.</summary>
    public static T ForAdministrators<T>(this T endpoints)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new Access(Door.Control | Door.Console, ApiRole.Administrator));

    /// <summary>Lets a body be larger than the usual 1 MiB.</summary>
    public static T AllowUpload<T>(this T endpoints, long bytes)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new UploadSize(bytes));

    private sealed record UploadSize(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
