namespace DicomGateway.Dicom.Data;

/// <summary>
/// A data element whose value is bytes: in memory, in little endian order, padded or not as it came; or on disk (<see cref="Stored"/>).
/// The bytes are only interpreted when somebody asks for a value.
/// </summary>
public sealed class DicomElement : DicomItem
{
    private readonly ReadOnlyMemory<byte> _memory;

    /// <summary>An element with its value in memory, in little endian order.</summary>
    public DicomElement(DicomTag tag, DicomVR vr, ReadOnlyMemory<byte> value)
        : base(tag, vr) => _memory = value;

    /// <summary>An element whose value stays on disk.</summary>
    public DicomElement(DicomTag tag, DicomVR vr, DicomStoredValue stored)
        : base(tag, vr) => Stored = stored;

    /// <summary>Where the value is when it is on disk; null when it is in memory.</summary>
    public DicomStoredValue? Stored { get; }

    /// <summary>Length of the value in bytes as it stands, padding included.</summary>
    public long Length => Stored?.Length ?? _memory.Length;

    public bool IsEmpty => Length == 0;

    /// <summary>The value's bytes in little endian order.</summary>
    /// <exception cref="InvalidOperationException">The value is on disk: read it through Files.</exception>
    public ReadOnlyMemory<byte> Value => Stored is null ? _memory : throw new InvalidOperationException($"The value of {Tag} is on disk ({Stored.Length} bytes): open it as a stream.");

    public override DicomItem Clone() => Stored is null ? new DicomElement(Tag, VR, _memory) : new DicomElement(Tag, VR, Stored);
}
