using DicomGateway.Curation.Metadata;

namespace DicomGateway.Curation.Validation.Checks;

/// <summary>Pixel data as long as the header says: neither cut off nor with something behind.</summary>
internal sealed class PixelLengthCheck : IValidationCheck
{
    public IEnumerable<Finding> Check(DescribedStudy study)
    {
        foreach (var instance in study.Instances)
        {
            if (instance.Pixels is { } pixels && Judge(pixels) is var (code, text))
                yield return new Finding(code, FindingSeverity.Hold, "(7FE0,0010)", text, instance.Source.InstanceId, IsReleasable: true);
        }
    }

    private static (string Code, string Text)? Judge(PixelDescription pixels)
    {
        if (pixels.Fragments is { } fragments)
        {
            return fragments == 0 || pixels.ActualLength == 0
                ? ("pixels.incomplete", "The encapsulated pixel data are empty.")
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
