namespace DicomGateway.Curation.Deidentification.Tables;

/// <summary>
/// Resolves an action by the type of the attribute in its IOD (PS3.15 table E.1-1a). Where the type is not known the action is the one that
/// conforms whatever it may be.
/// </summary>
internal static class ActionResolution
{
    public static ProfileAction Resolve(this ProfileAction action, AttributeRequirement requirement)
    {
        var needsValue = requirement is AttributeRequirement.Type1 or AttributeRequirement.Type1C;
        var isOptional = requirement == AttributeRequirement.Type3;
        var isUnknown = requirement == AttributeRequirement.Unknown;
        return action switch
        {
            ProfileAction.ZeroOrDummy => needsValue || isUnknown ? ProfileAction.Dummy : ProfileAction.Zero,
            ProfileAction.RemoveOrZero => isOptional ? ProfileAction.Remove : needsValue ? ProfileAction.Dummy : ProfileAction.Zero,
            ProfileAction.RemoveOrDummy => isOptional ? ProfileAction.Remove : ProfileAction.Dummy,
            ProfileAction.RemoveOrZeroOrDummy => isOptional ? ProfileAction.Remove : needsValue || isUnknown ? ProfileAction.Dummy : ProfileAction.Zero,
            ProfileAction.RemoveOrZeroOrReplaceUid =>
                isOptional ? ProfileAction.Remove : needsValue || isUnknown ? ProfileAction.ReplaceUid : ProfileAction.Zero,
            // The table says X or Z and the IOD says otherwise: a dummy, or an empty value, keeps the object readable and tells as little.
            ProfileAction.Remove => needsValue ? ProfileAction.Dummy : isOptional || isUnknown ? ProfileAction.Remove : ProfileAction.Zero,
            ProfileAction.Zero => needsValue ? ProfileAction.Dummy : ProfileAction.Zero,
            _ => action,
        };
    }
}
