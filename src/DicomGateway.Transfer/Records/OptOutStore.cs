namespace DicomGateway.Transfer.Records;

/// <summary>Patients who objected, per project. Checked when a study is queued; a change cancels what has not gone out yet.</summary>
public sealed class OptOutStore
{
    /// <summary>Adds a patient, cancels pending deliveries and holds the patient's studies. Returns how many studies were held.</summary>
    public ValueTask<int> AddAsync(string project, string patientId, string? issuer, string by, string why, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public ValueTask RemoveAsync(string project, string patientId, string? issuer, string by, string why, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public ValueTask<bool> ContainsAsync(string project, string patientId, string? issuer, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public ValueTask<long> CountAsync(string project, CancellationToken cancellationToken) => throw new NotImplementedException();
}
