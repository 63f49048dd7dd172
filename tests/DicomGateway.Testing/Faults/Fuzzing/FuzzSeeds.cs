namespace DicomGateway.Testing.Faults.Fuzzing;

/// <summary>Well-formed files to start mutating from: own ones in several encodings, and small real ones where the corpus is at hand.</summary>
public static class FuzzSeeds
{
    private const int LargestRealFile = 60_000;

    public static IReadOnlyList<byte[]> Files()
    {
        var own = new List<byte[]>
        {
            File(TrackedInstance.TransferSyntaxUid, new TrackedInstance(1, 1, 1, 24).DataSet),
            File(TrackedInstance.TransferSyntaxUid, Nested()),
            File("1.2.840.10008.1.2.4.50", Encapsulated()),
            File("1.2.840.10008.1.2.1.99", Bombs.Deflated(1)),
            Implicit(),
        };
        return [.. own, .. Real()];
    }

    /// <summary>Part 10 around a data set.</summary>
    public static byte[] File(string transferSyntax, byte[] dataSet)
    {
        var meta = new ExplicitElements().Write(2, 1, "OB", [0, 1]).Text(2, 2, "UI", TrackedInstance.SopClassUid).Text(2, 3, "UI", "2.25.1")
            .Text(2, 0x10, "UI", transferSyntax).Text(2, 0x12, "UI", "2.25.2").ToArray();
        return [.. new byte[128], .. "DICM"u8, .. new ExplicitElements().Write(2, 0, "UL", BitConverter.GetBytes(meta.Length)).Raw(meta).ToArray(), .. dataSet];
    }

    private static byte[] Nested()
    {
        var inner = new ExplicitElements().Text(8, 0x100, "SH", "113100").Text(8, 0x104, "LO", "Meaning").ToArray();
        return new ExplicitElements().Text(8, 5, "CS", @"\ISO 2022 IR 87").Text(8, 0x16, "UI", TrackedInstance.SopClassUid).Text(8, 0x18, "UI", "2.25.1")
            .Header(8, 0x1032, "SQ", 0xFFFFFFFF).Delimiter(0xE000, 0xFFFFFFFF).Raw(inner)
            .Header(8, 0x1140, "SQ", (uint)(8 + inner.Length)).Delimiter(0xE000, (uint)inner.Length).Raw(inner)
            .Delimiter(0xE00D, 0).Delimiter(0xE0DD, 0)
            .Text(9, 0x10, "LO", "PRIVATE CREATOR").Header(9, 0x1001, "UN", 0xFFFFFFFF).Delimiter(0xE000, 0xFFFFFFFF).Delimiter(0xE00D, 0).Delimiter(0xE0DD, 0)
            .Text(0x10, 0x10, "PN", "Yamada^Tarou=").Text(0x20, 0xD, "UI", "2.25.3").Text(0x20, 0xE, "UI", "2.25.4").ToArray();
    }

    private static byte[] Encapsulated() =>
        new ExplicitElements().Text(8, 0x16, "UI", TrackedInstance.SopClassUid).Text(8, 0x18, "UI", "2.25.1").Number(0x28, 0x10, 8).Number(0x28, 0x11, 8)
            .Header(0x7FE0, 0x10, "OB", 0xFFFFFFFF).Delimiter(0xE000, 4).Raw(new byte[4]).Delimiter(0xE000, 64).Raw(new byte[64]).Delimiter(0xE0DD, 0).ToArray();

    private static byte[] Implicit()
    {
        byte[] Element(byte group, byte element, string value) => [group, 0, element, 0, (byte)value.Length, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(value)];
        return File("1.2.840.10008.1.2", [.. Element(8, 0x18, "2.25.1"), .. Element(8, 0x60, "CT"), .. Element(0x10, 0x10, "A^B "), .. Element(0x10, 0x20, "123456"), .. Element(0x20, 0x0D, "2.25.3")]);
    }

    private static IEnumerable<byte[]> Real()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("DICOMGATEWAY_SHARED") ?? Path.Combine(ProofFolder.Repository, "..", "shared"), "corpus");
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*.dcm", SearchOption.AllDirectories).Where(path => new FileInfo(path).Length < LargestRealFile)
            .Order(StringComparer.Ordinal).Select(System.IO.File.ReadAllBytes);
    }
}
