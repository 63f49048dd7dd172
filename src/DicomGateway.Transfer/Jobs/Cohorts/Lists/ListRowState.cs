namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>What became of one row of a list.</summary>
public enum ListRowState
{
    /// <summary>It is asked for; nothing was found so far.</summary>
    Asked = 0,

    /// <summary>One study fits.</summary>
    Found = 1,

    /// <summary>Several studies fit: all of them are shown.</summary>
    FoundSeveral = 2,

    /// <summary>No study fits.</summary>
    NotFound = 3,

    /// <summary>An earlier row asks for the same.</summary>
    Repeated = 4,

    /// <summary>It says nothing.</summary>
    Blank = 5,

    /// <summary>It cannot be asked for.</summary>
    Malformed = 6,
}
