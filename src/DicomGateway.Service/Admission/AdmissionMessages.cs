using System.Text.Json;
using DicomGateway.Service.Api;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Recorded;

namespace DicomGateway.Service.Admission;

/// <summary>A peer or a move destination.</summary>
/// <param name="Name">Its AE title; a backslash and a number follow where gateway.json has one AE title several times.</param>
/// <param name="IsFromFile">It comes from gateway.json and is changed there.</param>
/// <param name="IsUsable">False when it is not let in, or not moved to, for what is named under problems.</param>
/// <param name="Options">As gateway.json would have it.</param>
/// <param name="Problems">What is wrong with it by now, such as a project that is gone.</param>
internal sealed record AdmissionView(string Name, bool IsFromFile, bool IsUsable, JsonElement Options, IReadOnlyList<ApiError> Problems)
{
    public static AdmissionView Of<T>(RecordedList<T> list, RecordedEntry<T> entry, bool isUsable)
        where T : class => new(
            entry.Name,
            entry.IsFromFile,
            isUsable,
            ConfigurationJson.Element(entry.Options),
            [.. list.Problems(entry).Select(error => new ApiError(error.Path, error.What, error.Remedy))]);
}
