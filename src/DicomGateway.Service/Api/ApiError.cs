using DicomGateway.Service.Configuration;

namespace DicomGateway.Service.Api;

/// <summary>One mistake of what was sent.</summary>
/// <param name="Where">Line and column, property or row.</param>
/// <param name="What">What is wrong there.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record ApiError(string Where, string What, string Remedy)
{
    /// <summary>The answer to an entry that has mistakes: every one of them.</summary>
    public static ApiException Refuse(string noun, IReadOnlyList<ConfigurationError> errors) => new(
        StatusCodes.Status400BadRequest,
        $"The {noun} has {errors.Count} mistake{(errors.Count == 1 ? "" : "s")}.",
        "Correct what is named; docs/operations.md and gateway.schema.json say what there is.",
        [.. errors.Select(error => new ApiError(error.Path, error.What, error.Remedy))]);
}
