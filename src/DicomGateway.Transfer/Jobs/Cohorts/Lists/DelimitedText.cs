using System.Text;

namespace DicomGateway.Transfer.Jobs.Cohorts.Lists;

/// <summary>
/// Rows of delimited text (RFC 4180, and what spreadsheets make of it): quotes, doubled quotes, line breaks in quotes, any line ending. The
/// delimiter is the one of comma, semicolon, tab and bar that the first line has most of outside quotes.
/// </summary>
internal sealed class DelimitedText(string text)
{
    private const string Delimiters = ",;\t|";

    private readonly string _text = text.TrimStart('\uFEFF');

    public char Delimiter { get; } = Detect(text);

    public IEnumerable<DelimitedRow> Rows()
    {
        var position = 0;
        var line = 1;
        while (position < _text.Length)
            yield return ReadRow(ref position, ref line);
    }

    private static char Detect(string text)
    {
        var counts = new int[Delimiters.Length];
        var isQuoted = false;
        foreach (var character in text)
        {
            if (character is '\r' or '\n' && !isQuoted)
                break;
            if (character == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && Delimiters.IndexOf(character, StringComparison.Ordinal) is >= 0 and var index)
                counts[index]++;
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private DelimitedRow ReadRow(ref int position, ref int line)
    {
        var first = line;
        var cells = new List<string>();
        var isSound = true;
        while (true)
        {
            cells.Add(ReadCell(ref position, ref line, ref isSound));
            if (position >= _text.Length)
                break;
            var end = _text[position++];
            if (end == Delimiter)
                continue;
            if (end == '\r' && position < _text.Length && _text[position] == '\n')
                position++;
            line++;
            break;
        }

        return new DelimitedRow(first, cells, isSound);
    }

    /// <summary>Reads up to the delimiter or line break that ends the cell, which stays to be read.</summary>
    private string ReadCell(ref int position, ref int line, ref bool isSound)
    {
        var start = position;
        while (start < _text.Length && _text[start] == ' ')
            start++;
        if (start >= _text.Length || _text[start] != '"')
        {
            var from = position;
            while (position < _text.Length && !IsEnd(_text[position]))
                position++;
            return _text[from..position];
        }

        position = start + 1;
        var cell = ReadQuoted(ref position, ref line, ref isSound);
        while (position < _text.Length && !IsEnd(_text[position]))
            isSound &= _text[position++] == ' ';
        return cell;
    }

    private string ReadQuoted(ref int position, ref int line, ref bool isSound)
    {
        var cell = new StringBuilder();
        while (position < _text.Length)
        {
            var character = _text[position++];
            if (character == '"')
            {
                if (position >= _text.Length || _text[position] != '"')
                    return cell.ToString();
                position++;
            }
            else if (character == '\n' || (character == '\r' && (position >= _text.Length || _text[position] != '\n')))
            {
                line++;
            }

            cell.Append(character);
        }

        isSound = false;
        return cell.ToString();
    }

    private bool IsEnd(char character) => character == Delimiter || character is '\r' or '\n';
}
