namespace DicomGateway.Imaging.Codecs.Jpeg;

/// <summary>Second bytes of the markers that a decoder has to know (ITU-T T.81 table B.1).</summary>
internal static class JpegMarker
{
    /// <summary>First byte of each marker.</summary>
    public const byte Prefix = 0xFF;

    public const byte Sof0Baseline = 0xC0;
    public const byte Sof1Extended = 0xC1;
    public const byte Sof3Lossless = 0xC3;
    public const byte Sof15 = 0xCF;
    public const byte DefineHuffmanTables = 0xC4;
    public const byte JpegExtension = 0xC8;
    public const byte DefineArithmeticConditions = 0xCC;
    public const byte Restart0 = 0xD0;
    public const byte Restart7 = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte DefineQuantizationTables = 0xDB;
    public const byte DefineRestartInterval = 0xDD;
    public const byte Temporary = 0x01;

    /// <summary>A start of frame, whatever its process.</summary>
    public static bool IsFrame(byte marker) => marker is >= Sof0Baseline and <= Sof15 and not (DefineHuffmanTables or JpegExtension or DefineArithmeticConditions);
}
