namespace DicomGateway.Service.Configuration.Sections;

/// <summary>Who may let a job of a project run.</summary>
internal enum JobApproval
{
    /// <summary>Whoever created it.</summary>
    None,

    /// <summary>Somebody else.</summary>
    Another,
}
