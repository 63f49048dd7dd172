using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>
/// YAML as events, so that a value is the text that somebody wrote: 00123 keeps its zeros, NO is Norway. Aliases and tags are refused: a
/// short file could grow without bound, or become something else than it looks like.
/// </summary>
internal static class YamlCriteria
{
    public static CriteriaNode Parse(string text, CriteriaErrors errors, int maximumDepth)
    {
        CriteriaNode root = new CriteriaScalar(new CriteriaPlace(1, 1), null);
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<DocumentStart>(out _))
            {
                root = Read(parser, errors, maximumDepth);
                parser.Consume<DocumentEnd>();
            }
            if (parser.Accept<DocumentStart>(out var second))
                errors.Add(PlaceOf(second.Start), "A second document begins.", "Keep one document in the file.");
        }
        catch (YamlException exception)
        {
            errors.Add(PlaceOf(exception.Start), "This is no YAML.", "Look at indentation (spaces only), quotes and colons here and just before.");
        }

        errors.ThrowIfAny();
        return root;
    }

    private static CriteriaNode Read(IParser parser, CriteriaErrors errors, int depth)
    {
        var place = PlaceOf(parser.Current!.Start);
        if (depth == 0)
            throw new YamlException(parser.Current.Start, parser.Current.End, "too deep");
        if (parser.Current is NodeEvent { Tag.IsEmpty: false })
            errors.Add(place, "A tag stands here.", "Write the value without '!'.");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new CriteriaScalar(place, scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" ? null : scalar.Value);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<CriteriaNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Read(parser, errors, depth - 1));
            return new CriteriaList(place, items);
        }
        if (parser.TryConsume<MappingStart>(out _))
            return ReadMap(parser, place, errors, depth);

        errors.Add(place, "An alias stands here.", "Write the value out.");
        parser.MoveNext();
        return new CriteriaScalar(place, null);
    }

    private static CriteriaMap ReadMap(IParser parser, CriteriaPlace place, CriteriaErrors errors, int depth)
    {
        var entries = new List<CriteriaEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Read(parser, errors, depth - 1);
            var value = Read(parser, errors, depth - 1);
            if (key is not CriteriaScalar { Text: { } name })
                errors.Add(key.Place, "This is no name of a setting.", "Write a plain word before the colon.");
            else if (entries.Exists(entry => entry.Name == name))
                errors.Add(key.Place, $"'{name}' appears twice.", "Keep one of them.");
            else
                entries.Add(new CriteriaEntry(key.Place, name, value));
        }

        return new CriteriaMap(place, entries);
    }

    private static CriteriaPlace PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
