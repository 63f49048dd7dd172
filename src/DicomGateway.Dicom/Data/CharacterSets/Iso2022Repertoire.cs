namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>What the defined terms of single-byte and code-extended character sets allow.</summary>
/// <param name="G0">Invoked at the start of each value and after each delimiter for bytes below 80.</param>
/// <param name="G1">The same for bytes above 9F; null where the first term names none.</param>
/// <param name="Designations">All sets that may be designated, in the order of the terms; empty without code extensions.</param>
internal sealed record Iso2022Repertoire(GraphicSet G0, GraphicSet? G1, IReadOnlyList<(GraphicSet Set, bool IsG1)> Designations)
{
    /// <summary>The set for bytes above 9F when nothing has designated one: the only candidate of the terms, if there is just one.</summary>
    public GraphicSet? OnlyG1 { get; } = Designations.Where(designation => designation.IsG1).Select(designation => designation.Set).Distinct().ToList() is [var only] ? only : null;

    public bool Allows(GraphicSet set, bool isG1) => (isG1 ? G1 : G0) == set || Designations.Contains((set, isG1));

    /// <summary>True for the bytes after which the first term's sets hold again (PS3.5 6.1.2.5.3).</summary>
    public static bool IsDelimiter(int character, DicomVR vr) => character switch
    {
        '\t' or '\n' or '\f' or '\r' => true,
        '\\' => vr.IsMultiValueString,
        '^' or '=' => vr == DicomVR.PN,
        _ => false,
    };
}
