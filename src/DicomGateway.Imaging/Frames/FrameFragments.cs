namespace DicomGateway.Imaging.Frames;

/// <summary>The fragments of one frame.</summary>
/// <param name="First">Index of the first fragment.</param>
/// <param name="Count">How many fragments.</param>
/// <param name="Length">Bytes of the frame in all; less than its fragments hold when the extended offset table leaves out the padding.</param>
public readonly record struct FrameFragments(int First, int Count, long Length);
