using DicomGateway.Imaging.Frames;

namespace DicomGateway.Curation.Validation.Checks;

/// <summary>Pixel data as long as the header says: neither cut off nor with something behind.</summary>
internal sealed class PixelLengthCheck : IValidationCheck
{
    // MPEG-2, MPEG-4 and HEVC: 1.2.840.10008.1.2.4.100 to .108.1.
    private const string VideoRoot = "1.2.840.10008.1.2.4.10";

    public IEnumerable<Finding> Check(DescribedStudy study)
    {
        foreach (var instance in study.Instances)
        {
            if (instance.Pixels is { } pixels && Judge(pixels, instance.TransferSyntaxUid) is var (code, text))
                yield return new Finding(code, FindingSeverity.Hold, "(7FE0,0010)", text, instance.Source.InstanceId, IsReleasable: true);
        }
    }

    private static (string Code, string Text)? Judge(PixelDescription pixels, string syntax)
    {
        if (pixels.Fragments is { } fragments)
        {
            if (fragments == 0 || pixels.ActualLength == 0)
                return ("pixels.incomplete", "The encapsulated pixel data are empty.");
            // Each frame has fragments of its own; a video stream is cut without regard to frames.
            return fragments < pixels.Frames && !syntax.StartsWith(VideoRoot, StringComparison.Ordinal)
                ? ("pixels.incomplete", $"The encapsulated pixel data have {fragments} fragments; the header says {pixels.Frames} frames.")
                : null;
        }

        if (pixels.ExpectedLength is not { } expected)
            return ("pixels.undescribed", "Rows, Columns or Bits Allocated is missing: the length of the pixel data cannot be checked.");
        if (pixels.ActualLength < expected)
            return ("pixels.incomplete", $"The pixel data have {pixels.ActualLength} bytes; the header says {expected}.");
        return pixels.ActualLength > expected + (expected & 1)
            ? ("pixels.excess", $"The pixel data have {pixels.ActualLength} bytes; the header says {expected}: what lies behind is unknown.")
            : null;
    }
}
