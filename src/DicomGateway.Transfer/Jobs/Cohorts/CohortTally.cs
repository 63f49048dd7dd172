namespace DicomGateway.Transfer.Jobs.Cohorts;

/// <summary>What a search asked and was answered so far. Answers = studies found + repeated + those without UID.</summary>
public sealed record CohortTally
{
    /// <summary>Questions to ask at the study level, as far as they are known; slices that a limit makes necessary come on top.</summary>
    public int QuestionsPlanned { get; init; }

    public int QuestionsDone { get; init; }

    /// <summary>Queries of any level that were sent.</summary>
    public int Queries { get; init; }

    /// <summary>Questions that were divided because the PACS gave as many matches as it ever gives, or had too many.</summary>
    public int Divided { get; init; }

    public int StudyAnswers { get; init; }

    /// <summary>Answers about a study that another answer had told of before.</summary>
    public int StudiesRepeated { get; init; }

    public int StudiesWithoutUid { get; init; }

    /// <summary>Studies found: each is selected or has a reason.</summary>
    public int Studies { get; init; }

    public int StudiesSelected { get; init; }

    public int SeriesAnswers { get; init; }

    public int SeriesRepeated { get; init; }

    public int SeriesWithoutUid { get; init; }

    /// <summary>Series found: each is selected or has a reason, or its study has one.</summary>
    public int Series { get; init; }

    public int SeriesSelected { get; init; }

    /// <summary>Instances of the selected series, as far as the PACS claims numbers.</summary>
    public long InstancesSelected { get; init; }

    /// <summary>Selected series whose number of instances the PACS does not tell.</summary>
    public int SeriesUncounted { get; init; }

    /// <summary>What a person should know, without anything that identifies a patient.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where the selection differs from what the criteria expect.</summary>
    public IReadOnlyList<string> Deviations { get; init; } = [];

    /// <summary>Whether every answer of the PACS is accounted for.</summary>
    public bool Balances => StudyAnswers == Studies + StudiesRepeated + StudiesWithoutUid && SeriesAnswers == Series + SeriesRepeated + SeriesWithoutUid;
}
