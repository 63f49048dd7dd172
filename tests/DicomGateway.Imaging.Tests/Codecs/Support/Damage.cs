using DicomGateway.Imaging.Codecs;

namespace DicomGateway.Imaging.Tests.Codecs.Support;

/// <summary>Good streams made bad, by seed.</summary>
internal static class Damage
{
    /// <summary>Decodes a stream cut off and changed anywhere: it decodes to something or is refused; any other exception ends the test.</summary>
    /// <returns>How many were refused.</returns>
    public static int Endure(IFrameDecoder decoder, byte[] good, FrameLayout layout, int mutations, int seed)
    {
        var random = new Random(seed);
        var samples = new byte[layout.Length];
        var refused = 0;
        for (var mutation = 0; mutation < mutations; mutation++)
        {
            try
            {
                decoder.Decode(Mutate(good, random), layout, samples);
            }
            catch (FrameCodecException)
            {
                refused++;
            }
        }

        return refused;
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        // One in four is cut off; half of the changes are made to the headers, which are what most can be broken by.
        byte[] bad = [.. random.Next(4) == 0 ? good[..random.Next(good.Length)] : good];
        for (var change = random.Next(1, 5); change > 0 && bad.Length > 0; change--)
        {
            var at = random.Next(2) == 0 ? random.Next(Math.Min(bad.Length, 700)) : random.Next(bad.Length);
            bad[at] = random.Next(3) == 0 ? (byte)(bad[at] ^ (1 << random.Next(8))) : (byte)random.Next(256);
        }

        return bad;
    }
}
