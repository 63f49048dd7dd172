namespace DicomGateway.Dicom.Encoding;

/// <summary>What a reader overlooked. The names are stable: they appear in findings.</summary>
public enum DicomLeniencyCode
{
    /// <summary>No 128 bytes and "DICM" at the start.</summary>
    NoPreamble,

    /// <summary>No file meta information.</summary>
    NoFileMetaInformation,

    /// <summary>File meta information without Transfer Syntax UID: the encoding was recognised by its look.</summary>
    NoTransferSyntax,

    /// <summary>(0002,0000) is missing or does not lead to the end of the file meta information.</summary>
    WrongMetaGroupLength,

    /// <summary>File meta information in implicit VR or big endian.</summary>
    MetaNotExplicitLittleEndian,

    /// <summary>The data set is in another of the uncompressed encodings than its transfer syntax says.</summary>
    EncodingDiffersFromTransferSyntax,

    /// <summary>A transfer syntax that the standard does not know.</summary>
    UnknownTransferSyntax,

    /// <summary>Deflated by name, but not deflated, or deflated with a zlib header.</summary>
    WrongDeflate,

    /// <summary>An item is encoded in another way than the data set around it.</summary>
    ItemEncodingDiffers,

    /// <summary>One element of an explicit VR data set came without VR.</summary>
    ImplicitElement,

    /// <summary>A VR that the standard does not know.</summary>
    UnknownVR,

    /// <summary>A VR of 32-bit length came with a 16-bit one, or the reverse.</summary>
    WrongLengthForm,

    /// <summary>A value of odd length.</summary>
    OddLength,

    /// <summary>A retired group length (gggg,0000).</summary>
    GroupLength,

    /// <summary>A sequence under VR UN, read as implicit little endian (PS3.5 6.2.2).</summary>
    UnknownVRSequence,

    /// <summary>An undefined length where the VR does not allow one.</summary>
    UndefinedLength,

    /// <summary>Sequence or item of undefined length without delimiter.</summary>
    MissingDelimiter,

    /// <summary>A delimiter that closes nothing, or with a length.</summary>
    ExtraDelimiter,

    /// <summary>An item outside a sequence: skipped.</summary>
    StrayItem,

    /// <summary>The declared length of a sequence or item differs from what it holds.</summary>
    WrongSequenceLength,

    /// <summary>A tag came a second time: the first is kept, this one is <see cref="DicomLeniency.Item"/>.</summary>
    DuplicateElement,

    /// <summary>Elements in another order than that of their tags.</summary>
    UnorderedElements,

    /// <summary>An element of group 0002 in the data set: set aside in <see cref="DicomLeniency.Item"/>.</summary>
    MetaElementInDataset,

    /// <summary>Native pixel data under a transfer syntax that encapsulates, or the reverse.</summary>
    PixelDataForm,

    /// <summary>Data Set Trailing Padding (FFFC,FFFC).</summary>
    TrailingPadding,

    /// <summary>Bytes after the last element that are none.</summary>
    TrailingBytes,

    /// <summary>The data set ends in the middle of an element.</summary>
    Truncated,
}
