namespace DicomGateway.Imaging.Codecs.Jpeg.Lossless;

/// <summary>How a frame is to be encoded.</summary>
/// <param name="Predictor">Selection value, 1 to 7.</param>
/// <param name="PointTransform">Bits to cut off.</param>
/// <param name="RestartLines">Lines from one restart marker to the next; 0: none.</param>
/// <param name="Interleaved">All components in one scan.</param>
internal readonly record struct LosslessCoding(int Predictor, int PointTransform, int RestartLines, bool Interleaved);
