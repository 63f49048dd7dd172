using System.Collections.Frozen;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>
/// Which transfer syntax to take of those that a peer offers for one context. The aim is to get the pixels as the peer has them: a peer that
/// offers a lossy syntax beside a lossless one has the better original (PS3.5 10.1 lets it leave out the default only where it has none), so the
/// lossy one would make it compress. Otherwise the peer's order counts, and explicit VR before implicit, which loses the VRs of private elements.
/// </summary>
internal static class TransferSyntaxChoice
{
    private static readonly FrozenSet<string> LosslessCompression = new[]
    {
        "1.2.840.10008.1.2.1.98", // Encapsulated Uncompressed Explicit VR Little Endian
        "1.2.840.10008.1.2.4.57", // JPEG Lossless, process 14
        "1.2.840.10008.1.2.4.70", // JPEG Lossless, process 14, selection value 1
        "1.2.840.10008.1.2.4.80", // JPEG-LS Lossless
        "1.2.840.10008.1.2.4.90", // JPEG 2000 Lossless
        "1.2.840.10008.1.2.4.92", // JPEG 2000 Part 2 Lossless
        "1.2.840.10008.1.2.4.110", // JPEG XL Lossless
        "1.2.840.10008.1.2.4.201", // HTJ2K Lossless
        "1.2.840.10008.1.2.4.202", // HTJ2K Lossless RPCL
        "1.2.840.10008.1.2.5", // RLE Lossless
        "1.2.840.10008.1.2.8.1", // Deflated Image Frame
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null when nothing is offered.</summary>
    public static string? Choose(IReadOnlyList<string> offered)
    {
        if (offered.Count == 0)
            return null;
        var first = offered.FirstOrDefault(IsLossless) ?? offered[0];
        var explicitVR = DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID;
        return IsPlain(first) && offered.Contains(explicitVR, StringComparer.Ordinal) ? explicitVR : first;
    }

    /// <summary>For what the peer is to receive (C-GET): what is stored without compression can be recoded among the plain syntaxes, so one of them serves most.</summary>
    public static string? ChooseToSend(IReadOnlyList<string> offered) =>
        Choose([.. offered.Where(syntax => DicomTransferSyntax.Lookup(syntax).IsUncompressed)]) ?? Choose(offered);

    private static bool IsLossless(string uid) => LosslessCompression.Contains(uid) || DicomTransferSyntax.Lookup(uid).IsUncompressed;

    private static bool IsPlain(string uid) =>
        uid == DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID || uid == DicomTransferSyntax.ExplicitVRBigEndian.UID.UID;
}
