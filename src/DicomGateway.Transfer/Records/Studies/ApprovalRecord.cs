using DicomGateway.Transfer.Records.Instances;

namespace DicomGateway.Transfer.Records.Studies;

/// <summary>A person's recorded release of a finding: the next run reads it, no stage is bypassed. It covers what the person saw and nothing that came later.</summary>
/// <param name="Code">The finding's code.</param>
/// <param name="Place">Its place, or null when it had none.</param>
/// <param name="InstanceId">Its instance, or null for all instances of the run that was held.</param>
/// <param name="By">Who released it.</param>
/// <param name="At">When.</param>
/// <param name="Why">The reason given.</param>
/// <param name="SeenArrival">The last instance of the run that was held.</param>
public sealed record ApprovalRecord(string Code, string? Place, Guid? InstanceId, string By, DateTimeOffset At, string Why, long SeenArrival)
{
    public bool Covers(InstanceRecord instance) => InstanceId is { } id ? id == instance.InstanceId : instance.Arrival <= SeenArrival;
}
