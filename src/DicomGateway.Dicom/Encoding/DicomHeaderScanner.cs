using DicomGateway.Dicom.Data;

namespace DicomGateway.Dicom.Encoding;

/// <summary>
/// Picks a few top-level values out of a data set while its bytes arrive, in pieces cut anywhere. It skips what it does not want, holds little and
/// never throws: what cannot be understood ends the scan. For the receive path, where the full reader would cost too much.
/// </summary>
/// <param name="syntax">Transfer syntax of the data set (without file meta information).</param>
/// <param name="wanted">Top-level tags; the scan is over when the data set has passed the last of them.</param>
/// <param name="maxBytes">Bytes of the data set after which the scan gives up.</param>
public sealed class DicomHeaderScanner(DicomTransferSyntax syntax, IReadOnlyCollection<DicomTag> wanted, int maxBytes = 256 * 1024)
{
    /// <summary>True when no more bytes are needed: everything wanted has passed, or the scan gave up.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>True when the data set has passed the last wanted tag, so that what was not found is not there.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes the next bytes; returns <see cref="IsFinished"/>.</summary>
    public bool Push(ReadOnlySpan<byte> bytes) => throw new NotSupportedException($"{syntax} {wanted.Count} {maxBytes}");

    /// <summary>Says that the data set is at its end.</summary>
    public void End() => IsFinished = IsComplete = true;

    /// <summary>The value's bytes as they came, padding included; false when it was not found.</summary>
    public bool TryGetValue(DicomTag tag, out ReadOnlyMemory<byte> value) => throw new NotSupportedException();

    /// <summary>The value as text in the default repertoire (ISO 646, else Latin-1) without padding; null when it was not found or is empty.</summary>
    public string? GetString(DicomTag tag) => throw new NotSupportedException();
}
