using System.Buffers.Binary;

namespace DicomGateway.Testing.Faults.Fuzzing;

/// <summary>Files that are nearly right. Knows where tags, VRs, lengths and delimiters lie in little endian data, so that most mutants get past the first check.</summary>
public static class DataSetMutator
{
    private static readonly uint[] Lengths = [0, 1, 2, 7, 0xFF, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFC, 0xFFFFFFFE, 0xFFFFFFFF, 0x20202020];
    private static readonly string[] Vrs =
        ["AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL", "OV", "OW", "PN", "SH", "SL", "SQ", "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UN", "UR", "US", "UT", "UV", "??", "\0\0"];

    /// <summary>Changes one to six things.</summary>
    public static byte[] Mutate(byte[] original, SeededSequence random)
    {
        var bytes = (byte[])original.Clone();
        for (var change = random.Between(1, 6); change > 0; change--)
            bytes = Change(bytes, random);
        return bytes;
    }

    private static byte[] Change(byte[] bytes, SeededSequence random)
    {
        if (bytes.Length < 32)
            return [.. bytes, .. new byte[32]];
        var at = Place(bytes, random);
        switch (random.Next(10))
        {
            case 0: BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), random.Pick(Lengths)); return bytes;
            case 1: BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)random.Pick(Lengths)); return bytes;
            case 2: System.Text.Encoding.ASCII.GetBytes(random.Pick(Vrs), bytes.AsSpan(at)); return bytes;
            case 3: return bytes[..at];
            case 4: return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Between(1, 64))..]];
            case 5: return [.. bytes[..at], .. bytes[Math.Max(0, at - random.Between(1, 512))..]];
            case 6: return [.. bytes[..at], .. Delimiter(random), .. bytes[at..]];
            case 7: return [.. bytes[..at], .. Opened(random), .. bytes[at..]];
            case 8: return [.. bytes[..at], .. Noise(random), .. bytes[at..]];
            default: bytes[at] = (byte)random.NextUInt64(); return bytes;
        }
    }

    /// <summary>Anywhere, but mostly in front of something that looks like a VR: the four bytes before it are a tag, those behind it a length.</summary>
    private static int Place(byte[] bytes, SeededSequence random)
    {
        var start = random.Next(bytes.Length - 16);
        if (random.OneIn(4))
            return start;
        for (var at = start; at < Math.Min(bytes.Length - 16, start + 4096); at++)
        {
            if (bytes[at] is >= (byte)'A' and <= (byte)'V' && bytes[at + 1] is >= (byte)'A' and <= (byte)'W')
                return Math.Max(0, at + random.Pick([-4, -2, 0, 2, 4]));
        }

        return start;
    }

    private static byte[] Delimiter(SeededSequence random) =>
        new ExplicitElements().Delimiter(random.Pick<ushort>([0xE000, 0xE00D, 0xE0DD]), random.OneIn(2) ? 0 : random.Pick(Lengths)).ToArray();

    private static byte[] Opened(SeededSequence random)
    {
        var elements = new ExplicitElements();
        for (var level = random.OneIn(20) ? 3000 : random.Between(1, 70); level > 0; level--)
            elements.Header(0x0040, 0xA730, "SQ", 0xFFFFFFFF).Delimiter(0xE000, 0xFFFFFFFF);
        return elements.ToArray();
    }

    private static byte[] Noise(SeededSequence random)
    {
        var noise = new byte[random.Between(1, 256)];
        random.Fill(noise);
        return noise;
    }
}
