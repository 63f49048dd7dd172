using System.IO.Compression;

namespace DicomGateway.Testing.Faults.Fuzzing;

/// <summary>Small inputs that ask for much.</summary>
public static class Bombs
{
    /// <summary>Sequences of undefined length, one inside the other, that never end: 20 bytes a level.</summary>
    public static byte[] NestedSequences(int levels)
    {
        var elements = Head();
        for (var level = 0; level < levels; level++)
            elements.Header(0x0040, 0xA730, "SQ", 0xFFFFFFFF).Delimiter(0xE000, 0xFFFFFFFF);
        return elements.ToArray();
    }

    /// <summary>A deflated data set whose pixel data inflates to so many mebibytes of zeros, about 1000:1.</summary>
    public static byte[] Deflated(int mebibytes)
    {
        var result = new MemoryStream();
        using (var deflate = new DeflateStream(result, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(Head().Header(0x7FE0, 0x0010, "OW", (uint)mebibytes << 20).ToArray());
            var zeros = new byte[1 << 20];
            for (var left = mebibytes; left > 0; left--)
                deflate.Write(zeros);
        }

        if (result.Length % 2 != 0)
            result.WriteByte(0);
        return result.ToArray();
    }

    /// <summary>The same, in private values of a mebibyte each: none of them is big for a value.</summary>
    public static byte[] DeflatedInValues(int mebibytes)
    {
        var result = new MemoryStream();
        using (var deflate = new DeflateStream(result, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(Head().ToArray());
            var zeros = new byte[1 << 20];
            for (var number = 0; number < mebibytes; number++)
            {
                deflate.Write(new ExplicitElements().Header(0x0021, (ushort)(0x1000 + number), "OB", (uint)zeros.Length).ToArray());
                deflate.Write(zeros);
            }
        }

        if (result.Length % 2 != 0)
            result.WriteByte(0);
        return result.ToArray();
    }

    private static ExplicitElements Head() => new ExplicitElements()
        .Text(0x0008, 0x0016, "UI", TrackedInstance.SopClassUid)
        .Text(0x0008, 0x0018, "UI", "2.25.77001")
        .Text(0x0010, 0x0020, "LO", "QZB0000001")
        .Text(0x0020, 0x000D, "UI", "2.25.77002")
        .Text(0x0020, 0x000E, "UI", "2.25.77003");
}
