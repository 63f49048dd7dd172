namespace DicomGateway.Dicom.Data.CharacterSets;

/// <summary>The values of one Specific Character Set taken together.</summary>
internal static class CharacterSetTerms
{
    /// <summary>The terms that hold: one that stands alone, or one or more that are built on ISO/IEC 2022.</summary>
    public static IReadOnlyList<CharacterSetTerm> Read(IReadOnlyList<string> values, out CharacterSetProblems problems)
    {
        problems = CharacterSetProblems.None;
        var terms = new List<CharacterSetTerm>();
        foreach (var value in values)
        {
            var text = value.Trim(' ', '\0');
            if (!CharacterSetTerm.TryParse(text, out var term))
            {
                problems |= CharacterSetProblems.UnknownTerm;
                continue;
            }

            if (text.Length > 0 && text != term.ToString())
                problems |= CharacterSetProblems.MisspeltTerm;
            if (!terms.Contains(term))
                terms.Add(term);
        }

        return Combine(terms, ref problems);
    }

    public static IReadOnlyList<string> Names(IReadOnlyList<CharacterSetTerm> terms)
    {
        if (terms is [] or [{ Registration: 6, HasExtensions: false }])
            return [];
        var names = terms.Select(term => (terms.Count > 1 ? term with { HasExtensions = true } : term).ToString()).ToList();
        // With code extensions the first of several may be empty: the default repertoire.
        if (terms.Count > 1 && terms[0].Registration == 6)
            names[0] = string.Empty;
        return names;
    }

    public static Iso2022Repertoire Repertoire(IReadOnlyList<CharacterSetTerm> terms)
    {
        var (g0, g1) = terms.Count == 0 ? (null, null) : GraphicSets.Of(terms[0].Registration);
        var designations = new List<(GraphicSet Set, bool IsG1)>();
        if (terms.Count > 1 || terms.Any(term => term.HasExtensions || term.IsDoubleByte))
        {
            foreach (var term in terms)
            {
                var sets = GraphicSets.Of(term.Registration);
                Add(designations, sets.G0, isG1: false);
                Add(designations, sets.G1, isG1: true);
            }
        }

        // A term of the first place with two bytes per character in G0 takes effect by its escape sequence only.
        return new Iso2022Repertoire(g0 is { Width: 1 } ? g0 : GraphicSets.Ascii, g1, designations);
    }

    private static List<CharacterSetTerm> Combine(List<CharacterSetTerm> terms, ref CharacterSetProblems problems)
    {
        if (terms.Count < 2)
            return terms;
        if (terms[0].IsWhole)
        {
            problems |= CharacterSetProblems.WrongCombination;
            return terms[..1];
        }

        if (terms.RemoveAll(term => term.IsWhole) > 0 || terms.Any(term => !term.HasExtensions && !term.IsDoubleByte && term != terms[0])
            || terms[0] is { HasExtensions: false, Registration: not 6 })
            problems |= CharacterSetProblems.WrongCombination;
        return terms;
    }

    private static void Add(List<(GraphicSet Set, bool IsG1)> designations, GraphicSet? set, bool isG1)
    {
        if (set is not null && !designations.Contains((set, isG1)))
            designations.Add((set, isG1));
    }
}
