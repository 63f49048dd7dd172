namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>A start-of-scan segment (T.87 C.2.3).</summary>
/// <param name="Components">Which components of the frame the scan has, as indices.</param>
/// <param name="Near">NEAR.</param>
/// <param name="Interleave">ILV.</param>
/// <param name="PointTransform">Pt: bits that the encoder cut off.</param>
internal sealed record JpegLsScanHeader(int[] Components, int Near, JpegLsInterleave Interleave, int PointTransform);
