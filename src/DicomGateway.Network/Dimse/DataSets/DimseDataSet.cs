using System.Buffers;

namespace DicomGateway.Network.Dimse.DataSets;

/// <summary>
/// The data set of a message while it arrives: encoded bytes in the presentation context's transfer syntax, pulled by whoever consumes them,
/// so that the network is as fast as the consumer and nothing piles up. Not thread safe.
/// </summary>
public abstract class DimseDataSet
{
    /// <summary>Whether the last byte was handed out.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>The next bytes; empty at the end. They stay valid until the next call of this method.</summary>
    /// <exception cref="DicomAssociationException">The association ended before the data set did: what was read is worthless.</exception>
    public abstract ValueTask<ReadOnlyMemory<byte>> ReadFragmentAsync(CancellationToken cancellationToken);

    /// <summary>
    /// More bytes, if some are here already. They and those of the calls before stay valid until <see cref="ReadFragmentAsync"/> is called,
    /// so that fragments can be gathered into one write.
    /// </summary>
    public abstract bool TryReadFragment(out ReadOnlyMemory<byte> fragment);

    /// <summary>The whole data set, for identifiers and other small ones.</summary>
    /// <param name="limit">Most bytes to take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidDataException">The data set is larger than <paramref name="limit"/>.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadToEndAsync(int limit, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (await ReadFragmentAsync(cancellationToken).ConfigureAwait(false) is { IsEmpty: false } fragment)
        {
            if (fragment.Length > limit - bytes.WrittenCount)
                throw new InvalidDataException($"The data set is larger than the {limit} bytes that are taken here.");
            bytes.Write(fragment.Span);
        }

        return bytes.WrittenMemory;
    }
}
