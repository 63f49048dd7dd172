using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Files;

/// <summary>Files put together by hand, right or wrong.</summary>
internal static class FileBytes
{
    public const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    public static byte[] Preamble { get; } = [.. new byte[128], .. "DICM"u8];

    public static byte[] Meta(string syntax = ExplicitLittleEndian)
    {
        var rest = new ExplicitElements().Write(2, 1, "OB", [0, 1]).Text(2, 0x10, "UI", syntax).ToArray();
        return new ExplicitElements().Write(2, 0, "UL", BitConverter.GetBytes(rest.Length)).Raw(rest).ToArray();
    }

    public static byte[] Dataset() => new ExplicitElements().Text(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.7").Text(8, 0x18, "UI", "2.25.1").Text(8, 0x60, "CS", "CT")
        .Text(0x10, 0x20, "LO", "A1").ToArray();

    public static byte[] Whole() => [.. Preamble, .. Meta(), .. Dataset()];
}
