using System.Runtime.CompilerServices;
using System.Text.Json;
using DicomGateway.Curation.Deidentification.Profiles;
using DicomGateway.Curation.Tests.Support;

namespace DicomGateway.Curation.Tests.Deidentification.Profiles;

internal sealed class ProfileVersionTests
{
    private static readonly CurationOptions Options = new()
    {
        PseudonymPrefix = "Q",
        DefaultIssuerOfPatientId = "SITE",
        KeyPatientByStudy = true,
        PlaceholderPatientIds = ["B", "A"],
        LetThrough = ["pixels.ultrasound"],
    };

    [Test]
    public void Read_again_it_is_the_same_version_and_brings_its_pseudonyms_with_it()
    {
        var version = ProfileVersion.Of(CurationRun.Basic, Options);
        var again = ProfileVersion.Read(version.Hash, version.Content);
        Assert.That((again.Profile.Name, again.Profile.TableEdition, again.Hash), Is.EqualTo(("basic", "2026d", version.Hash)));

        var applied = again.Apply(new CurationOptions { LetThrough = ["pixels.document"] });
        Assert.That(ProfileVersion.Of(again.Profile, applied).Hash, Is.EqualTo(version.Hash));
        Assert.That((applied.PseudonymPrefix, applied.DefaultIssuerOfPatientId, applied.KeyPatientByStudy), Is.EqualTo(("Q", "SITE", true)));
        Assert.That(applied.LetThrough, Is.EqualTo(new[] { "pixels.document" }), "what holds a study is the project's word of today");
    }

    [Test]
    public void Hash_changes_with_all_that_changes_objects_and_with_nothing_else()
    {
        var hash = ProfileVersion.Of(CurationRun.Basic, Options).Hash;
        CurationOptions[] same = [Options with { LetThrough = [] }, Options with { PlaceholderPatientIds = ["A", "B"] }];
        CurationOptions[] other =
        [
            Options with { PseudonymPrefix = "P" }, Options with { DefaultIssuerOfPatientId = "" }, Options with { KeyPatientByStudy = false },
            Options with { PlaceholderPatientIds = ["A"] },
        ];
        Assert.That(same.Select(options => ProfileVersion.Of(CurationRun.Basic, options).Hash), Is.All.EqualTo(hash));
        Assert.That(other.Select(options => ProfileVersion.Of(CurationRun.Basic, options).Hash), Is.All.Not.EqualTo(hash));
        Assert.That(ProfileVersion.Of(CurationRun.Basic with { Name = "other" }, Options).Hash, Is.Not.EqualTo(hash));
    }

    [Test]
    public void Content_has_every_setting_that_a_profile_file_can_have()
    {
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "../../../../config/profile.schema.json");
        using var schema = JsonDocument.Parse(File.ReadAllBytes(file));
        var settings = schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name).Except(["$schema", "description"]);
        using var content = JsonDocument.Parse(ProfileVersion.Of(CurationRun.Basic, Options).Content);
        Assert.That(content.RootElement.GetProperty("profile").EnumerateObject().Select(property => property.Name), Is.EquivalentTo(settings));
    }

    [TestCase("basic", "other")]
    [TestCase("{\"profile\"", "[\"profile\"")]
    [TestCase("\"profile\"", "\"prophet\"")]
    public void What_is_not_the_kept_content_or_cannot_be_read_is_refused(string text, string by)
    {
        var version = ProfileVersion.Of(CurationRun.Basic, Options);
        Assert.That(() => ProfileVersion.Read(version.Hash, version.Content.Replace(text, by, StringComparison.Ordinal)), Throws.TypeOf<ProfileException>());
    }

    [Test]
    public void Edition_that_this_program_does_not_have_is_refused()
    {
        var version = ProfileVersion.Of(new DeidentificationProfile { Name = "old", TableEdition = "2019a" }, Options);
        Assert.That(() => ProfileVersion.Read(version.Hash, version.Content), Throws.TypeOf<ProfileException>());
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
