using System.Text.RegularExpressions;

namespace DicomGateway.Architecture;

/// <summary>Sizes and habits of architecture.md that can be read off the sources.</summary>
internal sealed partial class SourceRules
{
    [Test]
    public void File_written_by_hand_has_at_most_500_lines()
    {
        var tooLong = SourceTree.Sources("src").Concat(SourceTree.Sources("tests"))
            .Where(path => !SourceTree.IsGenerated(path))
            .Select(path => (path, lines: File.ReadLines(path).Count()))
            .Where(file => file.lines > 500)
            .Select(file => $"{SourceTree.Relative(file.path)}: {file.lines} lines");
        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void Nine_in_ten_files_have_under_200_lines()
    {
        var sizes = SourceTree.Sources("src").Where(path => !SourceTree.IsGenerated(path)).Select(path => File.ReadLines(path).Count()).ToList();
        Assert.That(sizes.Count(lines => lines < 200), Is.GreaterThanOrEqualTo(sizes.Count * 0.9));
    }

    [Test]
    public void Folder_has_at_most_twenty_files()
    {
        var full = from path in SourceTree.Sources("src").Concat(SourceTree.Sources("tests"))
                   group path by Path.GetDirectoryName(SourceTree.Relative(path)) into folder
                   where folder.Count() > 20
                   select $"{folder.Key}: {folder.Count()} files";
        Assert.That(full, Is.Empty);
    }

    [Test]
    public void Name_says_what_a_thing_is_rather_than_helper_or_manager()
    {
        var wrong = SourceTree.Sources("src").Where(path => VagueName().IsMatch(Path.GetFileNameWithoutExtension(path))).Select(SourceTree.Relative);
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Source_holds_no_region_and_no_promise_for_later()
    {
        var wrong = from path in SourceTree.Sources("src")
                    where !SourceTree.IsGenerated(path)
                    from line in File.ReadLines(path).Select((text, index) => (text, number: index + 1))
                    where Leftover().IsMatch(line.text)
                    select $"{SourceTree.Relative(path)}:{line.number}: {line.text.Trim()}";
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Namespace_is_the_folder()
    {
        var wrong = from path in SourceTree.Sources("src")
                    where !SourceTree.IsGenerated(path)
                    let relative = SourceTree.Relative(path)
                    let expected = string.Join('.', Path.GetDirectoryName(relative)!.Replace('\\', '/').Split('/').Skip(1))
                    let declared = DeclaredNamespace().Match(File.ReadAllText(path)) is { Success: true } match ? match.Groups[1].Value : null
                    where declared is not null && declared != expected
                    select $"{relative}: {declared}, expected {expected}";
        Assert.That(wrong, Is.Empty);
    }

    [GeneratedRegex("(Helper|Manager|Common|Utils|Utilities|Misc)s?$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^\s*#region|//\s*(TODO|FIXME|HACK|XXX)\b|throw new NotImplementedException")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();
}
