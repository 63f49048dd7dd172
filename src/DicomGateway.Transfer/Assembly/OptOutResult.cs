namespace DicomGateway.Transfer.Assembly;

/// <summary>What became of a number of objections.</summary>
/// <param name="Entries">Entries that were added, or withdrawn.</param>
/// <param name="UnchangedLines">Lines of the input whose entry was there already, or was not there.</param>
/// <param name="Studies">Studies that were stopped, or run again.</param>
public sealed record OptOutResult(int Entries, IReadOnlyList<int> UnchangedLines, int Studies)
{
    internal OptOutResult Changed(int studies) => this with { Entries = Entries + 1, Studies = Studies + studies };

    internal OptOutResult Unchanged(int line) => this with { UnchangedLines = [.. UnchangedLines, line] };
}
