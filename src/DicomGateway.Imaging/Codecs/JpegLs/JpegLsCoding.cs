using DicomGateway.Imaging.Codecs.JpegLs.Lines;

namespace DicomGateway.Imaging.Codecs.JpegLs;

/// <summary>How a frame is to be encoded.</summary>
/// <param name="Near">NEAR; 0: lossless.</param>
/// <param name="Interleave">How several components follow each other.</param>
/// <param name="RestartInterval">Lines from one restart marker to the next; 0: none.</param>
/// <param name="Presets">Presets to write into the stream.</param>
internal readonly record struct JpegLsCoding(int Near, JpegLsInterleave Interleave, int RestartInterval = 0, JpegLsPresets Presets = default);
