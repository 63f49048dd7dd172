using System.Text;
using System.Text.Json;

namespace DicomGateway.Transfer.Jobs.Cohorts.Notation;

/// <summary>JSON with comments and trailing commas; numbers keep the text they are written with.</summary>
internal static class JsonCriteria
{
    public static CriteriaNode Parse(string text, CriteriaErrors errors, int maximumDepth)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var lines = new LineStarts(bytes);
        var reader = new Utf8JsonReader(
            bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = maximumDepth });
        CriteriaNode root = new CriteriaScalar(new CriteriaPlace(1, 1), null);
        try
        {
            reader.Read();
            root = Read(ref reader, lines, errors);
            while (reader.Read())
                errors.Add(lines.Find(reader.TokenStartIndex), "Something stands after the end.", "Keep one object in the file.");
        }
        catch (JsonException exception)
        {
            var place = new CriteriaPlace((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            errors.Add(place, "This is no JSON.", "Look for a missing comma, quote or brace just before.");
        }

        errors.ThrowIfAny();
        return root;
    }

    private static CriteriaNode Read(ref Utf8JsonReader reader, LineStarts lines, CriteriaErrors errors)
    {
        var place = lines.Find(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, place, lines, errors);
            case JsonTokenType.StartArray:
                var items = new List<CriteriaNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader, lines, errors));
                return new CriteriaList(place, items);
            case JsonTokenType.Null:
                return new CriteriaScalar(place, null);
            case JsonTokenType.String:
                return new CriteriaScalar(place, reader.GetString());
            default:
                return new CriteriaScalar(place, Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static CriteriaMap ReadMap(ref Utf8JsonReader reader, CriteriaPlace place, LineStarts lines, CriteriaErrors errors)
    {
        var entries = new List<CriteriaEntry>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = lines.Find(reader.TokenStartIndex);
            var name = reader.GetString()!;
            reader.Read();
            var value = Read(ref reader, lines, errors);
            if (entries.Exists(entry => entry.Name == name))
                errors.Add(at, $"'{name}' appears twice.", "Keep one of them.");
            entries.Add(new CriteriaEntry(at, name, value));
        }

        return new CriteriaMap(place, entries);
    }

    /// <summary>Where lines begin, to turn byte positions into places.</summary>
    private sealed class LineStarts
    {
        private readonly byte[] _bytes;
        private readonly List<int> _starts = [0];

        public LineStarts(byte[] bytes)
        {
            _bytes = bytes;
            for (var i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] == '\n')
                    _starts.Add(i + 1);
            }
        }

        public CriteriaPlace Find(long position)
        {
            var index = _starts.BinarySearch((int)position);
            var line = index >= 0 ? index : ~index - 1;
            return new CriteriaPlace(line + 1, Encoding.UTF8.GetCharCount(_bytes.AsSpan(_starts[line], (int)position - _starts[line])) + 1);
        }
    }
}
