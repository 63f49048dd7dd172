namespace DicomGateway.Transfer.Spool;

/// <summary>Why an instance came through the door: who sent it, to which AE title, for which project and, on a retrieve, for which job item.</summary>
/// <param name="PeerAddress">The peer's IP address without port.</param>
/// <param name="CallingAeTitle">Trimmed calling AE title.</param>
/// <param name="CalledAeTitle">Trimmed called AE title, which is bound to the project.</param>
/// <param name="Project">Name of the project from the configuration.</param>
/// <param name="JobItem">Own id of the retrieve item that asked for the instance, or null when it came unasked.</param>
public sealed record ReceiveContext(string PeerAddress, string CallingAeTitle, string CalledAeTitle, string Project, string? JobItem = null)
{
    /// <summary>In place of a job item: it came by a retrieval, and nobody had asked for it.</summary>
    public const string Unasked = "unasked";

    /// <summary>In place of a project: a retrieval brought an instance of a study that no project has asked for. No configured project can have this name.</summary>
    public const string NoProject = "(unasked)";
}
