namespace DicomGateway.Service.Web.Shared;

/// <summary>What an act came to.</summary>
/// <param name="Text">For the person who did it.</param>
/// <param name="Tone">good, warn or bad.</param>
/// <param name="Details">More lines, such as every mistake of a file.</param>
public sealed record Notice(string Text, string Tone = "good", IReadOnlyList<string>? Details = null);
