using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Network.Transport;

namespace DicomGateway.Transfer.Services.QueryRetrieve.User;

/// <summary>
/// The presentation contexts of a C-GET. A peer takes one transfer syntax of each context, so that an instance goes as it is stored only where
/// its transfer syntax has a context of its own: as many get one as the 128 contexts have room for, the most frequent first, the others share.
/// </summary>
public static class GetContexts
{
    private static readonly string[] Native =
        [DicomTransferSyntax.ExplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ImplicitVRLittleEndian.UID.UID, DicomTransferSyntax.ExplicitVRBigEndian.UID.UID];

    private static readonly string[] Frequent =
    [
        "1.2.840.10008.1.2.4.70", // JPEG Lossless, selection value 1
        "1.2.840.10008.1.2.4.90", // JPEG 2000 Lossless
        "1.2.840.10008.1.2.4.50", // JPEG Baseline
        "1.2.840.10008.1.2.4.80", // JPEG-LS Lossless
        "1.2.840.10008.1.2.5", // RLE Lossless
        "1.2.840.10008.1.2.4.91", // JPEG 2000
        "1.2.840.10008.1.2.4.57", // JPEG Lossless, process 14
        "1.2.840.10008.1.2.4.51", // JPEG Extended
        "1.2.840.10008.1.2.4.102", // MPEG-4 AVC/H.264 High Profile 4.1
        "1.2.840.10008.1.2.4.201", // HTJ2K Lossless
    ];

    /// <summary>Most SOP classes: one context each beside that of the C-GET, and one in hand.</summary>
    public const int MaximumClasses = DicomClient.MaximumContexts - 2;

    /// <exception cref="ArgumentException">No SOP class, or too many.</exception>
    public static IReadOnlyList<ProposedContext> For(string getClass, IReadOnlyList<string> sopClasses)
    {
        var classes = sopClasses.Distinct(StringComparer.Ordinal).ToList();
        if (classes.Count is 0 or > MaximumClasses)
            throw new ArgumentException($"A C-GET is ready for 1 to {MaximumClasses} SOP classes, not {classes.Count}: give those of the study only.", nameof(sopClasses));
        var groups = Groups((DicomClient.MaximumContexts - 1) / classes.Count);
        return [new ProposedContext(getClass, Native[..2]), .. classes.SelectMany(sopClass => groups.Select(group => new ProposedContext(sopClass, group)))];
    }

    private static List<IReadOnlyList<string>> Groups(int count)
    {
        var compressed = Compressed();
        if (count == 1)
            return [[.. Native, .. compressed]];
        var alone = Math.Min(count - 2, compressed.Count - 1);
        return [Native, .. compressed.Take(alone).Select(syntax => new[] { syntax }), compressed[alone..]];
    }

    /// <summary>Everything that has the pixels in the data set.</summary>
    private static List<string> Compressed() =>
    [
        .. Frequent,
        .. DicomUIDDictionary.Entries
            .Where(entry => entry is { Type: DicomUIDType.TransferSyntax, IsRetired: false } && IsStorable(DicomTransferSyntax.Lookup(entry.UID)))
            .Select(entry => entry.UID.UID).Except([.. Frequent, .. Native], StringComparer.Ordinal),
    ];

    private static bool IsStorable(DicomTransferSyntax syntax) =>
        syntax.IsKnown && (syntax.IsEncapsulated || syntax.IsUncompressed) && !syntax.UID.UID.StartsWith("1.2.840.10008.1.2.7.", StringComparison.Ordinal);
}
