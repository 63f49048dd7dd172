using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding.Elements;

namespace DicomGateway.Dicom.Encoding.Scanning;

/// <summary>
/// Picks a few top-level values out of a data set while its bytes arrive, in pieces cut anywhere. It skips what it does not want, holds little and
/// never throws: what cannot be understood ends the scan. For the receive path, where the full reader would cost too much.
/// </summary>
public sealed class DicomHeaderScanner
{
    private readonly Dictionary<DicomTag, ReadOnlyMemory<byte>> _found = [];
    private readonly DicomTag[] _wanted;
    private readonly ScanState _state;
    private readonly DeflatedPrefix? _deflated;
    private readonly int _maxBytes;
    private long _taken;

    /// <param name="syntax">Transfer syntax of the data set (without file meta information).</param>
    /// <param name="wanted">Top-level tags; the scan is over when the data set has passed the last of them.</param>
    /// <param name="maxBytes">Bytes of the data set, as they come, after which the scan gives up.</param>
    public DicomHeaderScanner(DicomTransferSyntax syntax, IReadOnlyCollection<DicomTag> wanted, int maxBytes = 256 * 1024)
    {
        _wanted = [.. wanted.Order()];
        _maxBytes = maxBytes;
        _state = new ScanState(DatasetEncoding.Of(syntax), _wanted, _found);
        _deflated = syntax.IsDeflated ? new DeflatedPrefix(maxBytes) : null;
        IsFinished = IsComplete = _wanted.Length == 0;
    }

    /// <summary>True when no more bytes are needed: everything wanted has passed, or the scan gave up.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>True when the data set has passed the last wanted tag, so that what was not found is not there.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes the next bytes; returns <see cref="IsFinished"/>.</summary>
    public bool Push(ReadOnlySpan<byte> bytes)
    {
        if (IsFinished)
            return true;
        _taken += bytes.Length;
        if (_deflated is null)
            Settle(_state.Push(bytes));
        else if (_deflated.Add(bytes))
            ScanInflated();
        if (!IsFinished && _taken >= _maxBytes)
            IsFinished = true;
        return IsFinished;
    }

    /// <summary>Says that the data set is at its end.</summary>
    public void End()
    {
        if (IsFinished)
            return;
        if (_deflated is not null)
            ScanInflated();
        IsFinished = true;
        IsComplete |= _state.IsBetweenElements;
    }

    /// <summary>The value's bytes as they came, padding included; false when it was not found.</summary>
    public bool TryGetValue(DicomTag tag, out ReadOnlyMemory<byte> value) => _found.TryGetValue(tag, out value);

    /// <summary>The value as text in the default repertoire (ISO 646, else Latin-1) without padding; null when it was not found or is empty.</summary>
    public string? GetString(DicomTag tag) =>
        _found.TryGetValue(tag, out var value) && System.Text.Encoding.Latin1.GetString(value.Span).Trim(' ', '\0') is { Length: > 0 } text ? text : null;

    private void ScanInflated()
    {
        _found.Clear();
        _state.Restart();
        var inflated = _deflated!.Inflate();
        Settle(_state.Push(inflated));
    }

    private void Settle(ScanResult result)
    {
        IsFinished = result != ScanResult.NeedsMore;
        IsComplete = result == ScanResult.Complete;
    }
}
