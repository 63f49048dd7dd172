namespace DicomGateway.Service.StandIn.Holdings;

/// <summary>A patient, as the studies of one Patient ID tell of them.</summary>
internal sealed record HeldPatient(string PatientId, IReadOnlyList<HeldStudy> Studies);
