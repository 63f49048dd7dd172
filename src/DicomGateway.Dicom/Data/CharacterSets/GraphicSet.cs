namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>A set of graphic characters of ISO/IEC 2022 with one or two bytes for each. Codes are given with the high bits off.</summary>
internal abstract class GraphicSet
{
    public const char Undefined = '\uFFFD';

    /// <summary>Bytes per character: 1 or 2.</summary>
    public abstract int Width { get; }

    /// <summary>True when positions 20 and 7F belong to the set (96 characters), false when they do not (94).</summary>
    public virtual bool Is96 => false;

    /// <summary>The last byte of its escape sequence.</summary>
    public required char FinalByte { get; init; }

    /// <summary>The character of a code, or <see cref="Undefined"/>.</summary>
    public abstract char Decode(int code);

    public abstract bool TryEncode(char character, out int code);
}
