using System.Text;

namespace DicomGateway.Network.Tests.Support;

/// <summary>A small CT instance, written by hand so that no code under test has a part in it.</summary>
internal static class TinyInstance
{
    public const string SopClass = "1.2.840.10008.5.1.4.1.1.2";

    /// <summary>The data set in Explicit VR Little Endian.</summary>
    public static byte[] DataSet(string sopInstanceUid, int pixelBytes) =>
    [
        .. Element(0x0008, 0x0016, "UI", SopClass), .. Element(0x0008, 0x0018, "UI", sopInstanceUid), .. Element(0x0008, 0x0060, "CS", "CT"),
        .. Element(0x0010, 0x0010, "PN", "NOBODY"), .. Element(0x0010, 0x0020, "LO", "0"),
        .. Element(0x0020, 0x000D, "UI", "1.2.3.1"), .. Element(0x0020, 0x000E, "UI", "1.2.3.2"),
        .. Words(0x0028, 0x0002, 1), .. Words(0x0028, 0x0010, 16), .. Words(0x0028, 0x0011, (ushort)(pixelBytes / 32)),
        .. Words(0x0028, 0x0100, 16), .. Words(0x0028, 0x0101, 16), .. Words(0x0028, 0x0102, 15), .. Words(0x0028, 0x0103, 0),
        0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'W', 0, 0, .. BitConverter.GetBytes(pixelBytes), .. Enumerable.Range(0, pixelBytes).Select(i => (byte)(i * 7)),
    ];

    public static string Write(string folder, string sopInstanceUid, int pixelBytes)
    {
        byte[] meta =
        [
            2, 0, 1, 0, (byte)'O', (byte)'B', 0, 0, 2, 0, 0, 0, 0, 1,
            .. Element(2, 2, "UI", SopClass), .. Element(2, 3, "UI", sopInstanceUid), .. Element(2, 0x10, "UI", "1.2.840.10008.1.2.1"), .. Element(2, 0x12, "UI", "1.2.3"),
        ];
        var path = Path.Combine(folder, sopInstanceUid + ".dcm");
        File.WriteAllBytes(path, [.. new byte[128], .. "DICM"u8, 2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, .. BitConverter.GetBytes(meta.Length), .. meta, .. DataSet(sopInstanceUid, pixelBytes)]);
        return path;
    }

    private static byte[] Words(ushort group, ushort element, ushort value) => Element(group, element, "US", BitConverter.GetBytes(value));

    private static byte[] Element(ushort group, ushort element, string vr, string value)
    {
        var padding = value.Length % 2 == 0 ? "" : vr == "UI" ? "\0" : " ";
        return Element(group, element, vr, Encoding.ASCII.GetBytes(value + padding));
    }

    private static byte[] Element(ushort group, ushort element, string vr, byte[] value) =>
        [.. BitConverter.GetBytes(group), .. BitConverter.GetBytes(element), .. Encoding.ASCII.GetBytes(vr), .. BitConverter.GetBytes((ushort)value.Length), .. value];
}
