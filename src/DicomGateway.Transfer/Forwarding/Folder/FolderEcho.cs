using System.Globalization;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Forwarding.Folder;

/// <summary>Writes, reads and removes a small file in a folder.</summary>
internal static class FolderEcho
{
    public static DestinationEcho Ask(string folder)
    {
        if (!Directory.Exists(folder))
            return new DestinationEcho(false, "The folder is not there.", "Mount the share, or make the folder; it is never made by itself.");
        var path = Path.Combine(folder, $".dicom-gateway-echo-{Guid.NewGuid():N}");
        try
        {
            var written = Guid.NewGuid().ToByteArray();
            var writer = new DurableOutputFileWriter();
            writer.Write(path, stream => stream.Write(written));
            writer.MakeDurable(folder);
            var isSame = File.ReadAllBytes(path).AsSpan().SequenceEqual(written);
            File.Delete(path);
            return isSame
                ? new DestinationEcho(true, $"A file could be written, read and removed; {FreeOf(folder)} free.")
                : new DestinationEcho(false, "A file that was written does not read as it was written.", "Check the disk, or the share and its server.");
        }
        catch (UnauthorizedAccessException)
        {
            return new DestinationEcho(false, "The folder may not be written to.", "Give the user of the service the right to write, read and remove there.");
        }
        catch (Exception exception) when (exception is IOException or SpoolUnavailableException)
        {
            TryDelete(path);
            return new DestinationEcho(false, $"The folder cannot be written to ({exception.GetType().Name}).", "Check free space, quota and the share.");
        }
    }

    private static string FreeOf(string folder) =>
        (new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / (double)(1L << 30)).ToString("0.0 'GiB'", CultureInfo.InvariantCulture);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The share has gone: what is left there is an empty file of a name that nothing else has.
        }
    }
}
