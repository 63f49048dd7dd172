using System.Runtime.CompilerServices;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Tests.Support;

namespace DicomGateway.Curation.Tests.Deidentification.Profiles;

internal sealed class ProfileFileTests
{
    [Test]
    public void Load_profile_that_ships()
    {
        var profile = DeidentificationProfile.Load(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../config/profiles/basic.json"));
        Assert.That((profile.Name, profile.TableEdition), Is.EqualTo(("basic", "2026d")));
    }

    [Test]
    public void Load_reports_every_mistake()
    {
        using var folder = new WorkFolder();
        File.WriteAllText(folder["p.json"], """{ "name": "a b", "table": "1999", "options": ["RtnUIDs", "Nonsense"], "colour": 1 }""");
        var errors = Assert.Throws<ProfileException>(() => DeidentificationProfile.Load(folder["p.json"]))!.Errors;
        Assert.That(errors, Has.Count.EqualTo(5));
    }

    [TestCase("{")]
    [TestCase("[]")]
    public void Load_what_is_no_profile_is_refused(string text)
    {
        using var folder = new WorkFolder();
        File.WriteAllText(folder["p.json"], text);
        Assert.That(() => DeidentificationProfile.Load(folder["p.json"]), Throws.TypeOf<ProfileException>());
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
