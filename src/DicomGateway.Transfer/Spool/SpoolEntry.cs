namespace DicomGateway.Transfer.Spool;

/// <summary>Everything that is known of a durable instance: what its trailer holds and what Records is told.</summary>
/// <param name="InstanceId">Our own id.</param>
/// <param name="Segment">Number of the segment.</param>
/// <param name="Start">Where the Part 10 preamble starts in the segment.</param>
/// <param name="Length">Bytes of the Part 10 instance.</param>
/// <param name="HeaderLength">Bytes of preamble and file meta before the data set.</param>
/// <param name="End">First byte behind the trailer; a whole number of blocks.</param>
/// <param name="Sha256">Of the data set as received.</param>
/// <param name="Received">When it was committed.</param>
/// <param name="Context">How it came.</param>
/// <param name="Identity">What the request said of it.</param>
/// <param name="Facts">What its head said of it.</param>
internal sealed record SpoolEntry(
    Guid InstanceId,
    long Segment,
    long Start,
    long Length,
    int HeaderLength,
    long End,
    byte[] Sha256,
    DateTimeOffset Received,
    ReceiveContext Context,
    InstanceIdentity Identity,
    InstanceFacts Facts);
