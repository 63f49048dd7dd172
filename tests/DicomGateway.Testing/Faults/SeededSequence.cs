using System.Buffers.Binary;

namespace DicomGateway.Testing.Faults;

/// <summary>Reproducible numbers from a seed (SplitMix64): the same seed gives the same faults on every machine and runtime.</summary>
public sealed class SeededSequence(ulong seed)
{
    private ulong _state = seed;

    public ulong NextUInt64()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)(NextUInt64() % (ulong)bound);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Next(high - low + 1);

    /// <summary>True in one of <paramref name="times"/> cases.</summary>
    public bool OneIn(int times) => Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public void Fill(Span<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, NextUInt64());
        foreach (ref var b in bytes)
            b = (byte)NextUInt64();
    }

    /// <summary>An independent sequence for part <paramref name="index"/> of the work, so that parts replay alone.</summary>
    public static SeededSequence Of(ulong seed, ulong index) => new(new SeededSequence(seed ^ (index * 0xD1342543DE82EF95)).NextUInt64());
}
