namespace DicomGateway.Curation.Deidentification;

/// <summary>Turns a code of the table into an action for one attribute at one place of one IOD (PS3.15 table E.1-1a).</summary>
internal static class ActionResolver
{
    /// <param name="isSequence">True when the element is a sequence.</param>
    public static (DeidentificationAction Action, string? Remark) Resolve(ProfileCode code, AttributeRequirement requirement, bool isSequence) => code switch
    {
        ProfileCode.Dummy => (DeidentificationAction.Dummy, null),
        ProfileCode.Zero => requirement == AttributeRequirement.Required
            ? (DeidentificationAction.Dummy, "the IOD asks for a value")
            : (DeidentificationAction.Empty, null),
        ProfileCode.Remove => requirement switch
        {
            AttributeRequirement.Required => (DeidentificationAction.Dummy, "the table says remove; the IOD asks for a value"),
            AttributeRequirement.MayBeEmpty => (DeidentificationAction.Empty, "the table says remove; the IOD asks for the attribute"),
            _ => (DeidentificationAction.Remove, null),
        },
        ProfileCode.Uid => (DeidentificationAction.MapUids, null),
        ProfileCode.Keep => (isSequence ? DeidentificationAction.CleanItems : DeidentificationAction.Keep, null),
        ProfileCode.ZeroOrDummy => Pick(requirement, DeidentificationAction.Empty, DeidentificationAction.Empty, DeidentificationAction.Dummy),
        ProfileCode.RemoveOrZero => Pick(requirement, DeidentificationAction.Remove, DeidentificationAction.Empty, DeidentificationAction.Empty),
        ProfileCode.RemoveOrDummy => Pick(requirement, DeidentificationAction.Remove, DeidentificationAction.Dummy, DeidentificationAction.Dummy),
        ProfileCode.RemoveOrZeroOrDummy => Pick(requirement, DeidentificationAction.Remove, DeidentificationAction.Empty, DeidentificationAction.Dummy),
        ProfileCode.RemoveOrZeroOrUids => Pick(requirement, DeidentificationAction.Remove, DeidentificationAction.Empty, DeidentificationAction.CleanItems),
        // A cell that needs cleaning which no rule offers must not be taken for "keep".
        ProfileCode.Clean => (DeidentificationAction.Dummy, "nothing here can clean it"),
        _ => (DeidentificationAction.Keep, null),
    };

    // What holds for an IOD that asks the most conforms to every IOD: that is the action where the IOD is not known.
    private static (DeidentificationAction Action, string? Remark) Pick(
        AttributeRequirement requirement, DeidentificationAction optional, DeidentificationAction mayBeEmpty, DeidentificationAction required) => requirement switch
        {
            AttributeRequirement.Required => (required, null),
            AttributeRequirement.MayBeEmpty => (mayBeEmpty, null),
            AttributeRequirement.Unknown => (required, "the IOD is unknown or its tables are not complete"),
            _ => (optional, null),
        };
}
