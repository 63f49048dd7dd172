namespace DicomGateway.Dicom.Data;

/// <summary>One fragment of encapsulated pixel data: in memory or on disk.</summary>
public readonly struct DicomFragment
{
    private readonly ReadOnlyMemory<byte> _memory;

    public DicomFragment(ReadOnlyMemory<byte> value) => _memory = value;

    public DicomFragment(DicomStoredValue stored) => Stored = stored;

    /// <summary>Where the fragment is when it is on disk; null when it is in memory.</summary>
    public DicomStoredValue? Stored { get; }

    /// <summary>Length in bytes.</summary>
    public long Length => Stored?.Length ?? _memory.Length;

    /// <exception cref="InvalidOperationException">The fragment is on disk.</exception>
    public ReadOnlyMemory<byte> Value => Stored is null ? _memory : throw new InvalidOperationException("The fragment is on disk: open it as a stream.");
}
