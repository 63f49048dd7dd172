using System.Runtime.CompilerServices;
using DicomGateway.Curation.Tests.Support;

namespace DicomGateway.Curation.Tests.Deidentification;

internal sealed class PolicyPageTests
{
    private const string Begin = "<!-- policy -->";
    private const string End = "<!-- end of policy -->";

    /// <summary>docs/deidentification.md holds what the rules say of themselves. Set UPDATE_GOLDEN=1 to write it anew.</summary>
    [Test]
    public void Page_in_docs_holds_the_policy_that_the_code_describes()
    {
        using var run = new CurationRun();
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs/deidentification.md");
        var text = File.ReadAllText(path);
        var policy = string.Concat(run.Stages().Deidentification.Describe().Select((sentence, index) => $"{index + 1}. {sentence}\n"));
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var expected = $"{text[..start]}\n{policy}{text[end..]}";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null)
            File.WriteAllText(path, expected);
        Assert.That(File.ReadAllText(path), Is.EqualTo(expected));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
