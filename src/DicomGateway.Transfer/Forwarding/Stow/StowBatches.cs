using DicomGateway.Transfer.Records.Deliveries;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>Divides instances into requests by bytes.</summary>
internal static class StowBatches
{
    public static IEnumerable<IReadOnlyList<DeliveryWork>> Split(IReadOnlyList<DeliveryWork> works, long most)
    {
        var (batch, bytes) = (new List<DeliveryWork>(), 0L);
        foreach (var work in works)
        {
            if (batch.Count > 0 && bytes + work.Output.Length > most)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(work);
            bytes += work.Output.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
