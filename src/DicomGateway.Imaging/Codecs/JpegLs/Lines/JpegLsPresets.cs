namespace DicomGateway.Imaging.Codecs.JpegLs.Lines;

/// <summary>Preset coding parameters of an LSE segment (T.87 C.2.4.1.1); 0 stands for the default.</summary>
internal readonly record struct JpegLsPresets(int MaximumValue, int Threshold1, int Threshold2, int Threshold3, int Reset);
