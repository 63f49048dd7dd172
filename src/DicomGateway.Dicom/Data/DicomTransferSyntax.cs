using System.Collections.Frozen;

namespace DicomGateway.Dicom.Data;

/// <summary>How a data set is encoded (PS3.5 section 10 and annex A).</summary>
public sealed class DicomTransferSyntax : IEquatable<DicomTransferSyntax>
{
    private readonly bool _isReferenced;

    private DicomTransferSyntax(
        string uid, bool explicitVR = true, bool bigEndian = false, bool deflated = false, bool encapsulated = false, bool known = true, bool referenced = false)
    {
        UID = new DicomUID(uid);
        IsExplicitVR = explicitVR;
        IsBigEndian = bigEndian;
        IsDeflated = deflated;
        IsEncapsulated = encapsulated;
        IsKnown = known;
        _isReferenced = referenced;
    }

    public static DicomTransferSyntax ImplicitVRLittleEndian { get; } = new("1.2.840.10008.1.2", explicitVR: false);

    public static DicomTransferSyntax ExplicitVRLittleEndian { get; } = new("1.2.840.10008.1.2.1");

    public static DicomTransferSyntax EncapsulatedUncompressedExplicitVRLittleEndian { get; } = new("1.2.840.10008.1.2.1.98", encapsulated: true);

    public static DicomTransferSyntax DeflatedExplicitVRLittleEndian { get; } = new("1.2.840.10008.1.2.1.99", deflated: true);

    public static DicomTransferSyntax ExplicitVRBigEndian { get; } = new("1.2.840.10008.1.2.2", bigEndian: true);

    /// <summary>GE's private implicit VR with big endian pixel data: the data set itself is implicit little endian.</summary>
    public static DicomTransferSyntax GEPrivateImplicitVRBigEndianPixelData { get; } = new("1.2.840.113619.5.2", explicitVR: false);

    private static readonly FrozenDictionary<string, DicomTransferSyntax> Special = new[]
    {
        ImplicitVRLittleEndian, ExplicitVRLittleEndian, EncapsulatedUncompressedExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian,
        ExplicitVRBigEndian, GEPrivateImplicitVRBigEndianPixelData,
        new("1.2.840.10008.1.2.4.94", referenced: true), // JPIP Referenced: the pixel data are not in the data set
        new("1.2.840.10008.1.2.4.95", deflated: true, referenced: true), // JPIP Referenced Deflate
        new("1.2.840.10008.1.2.4.204", referenced: true), // JPIP HTJ2K Referenced
        new("1.2.840.10008.1.2.4.205", deflated: true, referenced: true), // JPIP HTJ2K Referenced Deflate
    }.ToFrozenDictionary(syntax => syntax.UID.UID, StringComparer.Ordinal);

    public DicomUID UID { get; }

    public bool IsExplicitVR { get; }

    public bool IsBigEndian { get; }

    /// <summary>True when the whole data set is one deflate stream (PS3.5 A.5).</summary>
    public bool IsDeflated { get; }

    /// <summary>True when pixel data are encapsulated in fragments (PS3.5 A.4).</summary>
    public bool IsEncapsulated { get; }

    /// <summary>False for a syntax that is not in the standard's table: it is read as explicit little endian.</summary>
    public bool IsKnown { get; }

    /// <summary>
    /// True when the data set and its native pixel data need no codec: implicit, explicit little and big endian, deflated. Pixel data that lie
    /// elsewhere (JPIP) may be anything.
    /// </summary>
    public bool IsUncompressed => !IsEncapsulated && IsKnown && !_isReferenced;

    /// <summary>
    /// The syntax of a UID. Those of PS3.5 A.4 (1.2.840.10008.1.2.4, .5, .7, .8) are explicit little endian with encapsulated pixel data; an
    /// unknown one is read the same way, for that is what private syntaxes are in practice, and is marked by <see cref="IsKnown"/>.
    /// </summary>
    public static DicomTransferSyntax Lookup(string uid)
    {
        if (Special.TryGetValue(uid, out var syntax))
            return syntax;
        var known = uid.StartsWith("1.2.840.10008.1.2.4.", StringComparison.Ordinal) || uid.StartsWith("1.2.840.10008.1.2.7.", StringComparison.Ordinal)
            || uid.StartsWith("1.2.840.10008.1.2.8.", StringComparison.Ordinal) || uid == "1.2.840.10008.1.2.5";
        return new DicomTransferSyntax(uid, encapsulated: true, known: known);
    }

    /// <inheritdoc cref="Lookup(string)"/>
    public static DicomTransferSyntax Lookup(DicomUID uid) => Lookup(uid.UID);

    public bool Equals(DicomTransferSyntax? other) => other is not null && other.UID == UID;

    public override bool Equals(object? obj) => Equals(obj as DicomTransferSyntax);

    public override int GetHashCode() => UID.GetHashCode();

    public override string ToString() => UID.UID;
}
