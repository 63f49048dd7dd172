using System.Text;
using DicomGateway.Curation.Tests.Support;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Files;

namespace DicomGateway.Curation.Tests.Deidentification;

/// <summary>Traps that concern whole files and studies.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FileTrapTests
{
    private readonly CurationRun _run = new();

    [TearDown]
    public void Clear() => _run.Dispose();

    [Test]
    public void Trap_06_preamble_meta_group_lengths_and_trailing_bytes_are_not_carried_over()
    {
        var dataset = Phantom.Ct();
        dataset.AddOrUpdate(new DicomElement(new DicomTag(0x00080000), DicomVR.UL, new byte[4]));
        dataset.AddOrUpdate(new DicomElement(new DicomTag(0xFFFCFFFC), DicomVR.OB, Encoding.ASCII.GetBytes("TRAILERMARKED ")));
        var source = _run.Source(dataset);
        var bytes = File.ReadAllBytes(source.Path).ToList();
        Encoding.ASCII.GetBytes("PREAMBLEMARKED").CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
        var path = Path.Combine(_run.Folder, "marked");
        File.WriteAllBytes(path, [.. bytes]);
        var clean = _run.Clean(source with { Path = path });
        Assert.Multiple(() =>
        {
            Assert.That(clean.Preamble.ToArray(), Is.All.Zero);
            Assert.That(clean.FileMetaInformation.GetUID(DicomTag.MediaStorageSOPInstanceUID), Is.EqualTo(clean.Dataset.GetUID(DicomTag.SOPInstanceUID)));
            Assert.That(clean.FileMetaInformation.GetUID(DicomTag.ImplementationClassUID), Is.EqualTo(DicomImplementation.ClassUID));
            Assert.That(clean.Dataset.Any(item => item.Tag.IsGroupLength || item.Tag.Group == 0xFFFC), Is.False);
        });
    }

    [TestCase("ISO_IR 192", "Müller-Lüdenscheidt^Jürgen")]
    [TestCase("ISO_IR 144", "Люкceмбypг^Иван")]
    [TestCase("\\ISO 2022 IR 87", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [TestCase("\\ISO 2022 IR 149", "Hong^Gildong=洪^吉洞=홍^길동")]
    public void Trap_13_names_in_every_character_set_are_replaced_and_searched_for(string characterSet, string name)
    {
        var dataset = new DicomDataset().AddOrUpdate(DicomTag.SpecificCharacterSet, characterSet.Split('\\'));
        foreach (var item in Phantom.Ct().Where(item => item.Tag != DicomTag.SpecificCharacterSet))
            dataset.AddOrUpdate(item);
        dataset.AddOrUpdate(DicomTag.PatientName, name);
        Assert.That(_run.Clean(dataset).Dataset.GetString(DicomTag.PatientName), Does.Match("^P[0-9A-Z]{16}$"));

        // The same name where no rule takes it away is found by the inspection.
        dataset.AddOrUpdate(DicomTag.ConvolutionKernel, DicomVR.SH, "B30f").AddOrUpdate(DicomTag.LossyImageCompressionMethod, DicomVR.CS, "X");
        dataset.AddOrUpdate(new DicomElement(DicomTag.DerivationCodeSequence, DicomVR.SH, dataset.Find<DicomElement>(DicomTag.PatientName)!.Value));
        Assert.That(_run.HeldCodes(_run.Source(dataset)), Has.Some.StartsWith("leak."));
    }

    [Test]
    public void Trap_14_text_prone_objects_are_held_whatever_their_transfer_syntax()
    {
        _run.Options = new CurationOptions();
        foreach (var (sopClass, code) in ((DicomUID, string)[])
        [
            (DicomUID.UltrasoundImageStorage, "pixels.ultrasound"), (DicomUID.SecondaryCaptureImageStorage, "pixels.secondary-capture"),
            (DicomUID.VLPhotographicImageStorage, "pixels.visible-light"), (DicomUID.VLEndoscopicImageStorage, "pixels.visible-light"),
            (DicomUID.EncapsulatedPDFStorage, "pixels.document"), (DicomUID.DigitalXRayImageStorageForPresentation, "pixels.projection"),
        ])
        {
            Assert.That(_run.HeldCodes(_run.Source(Phantom.Ct().AddOrUpdate(DicomTag.SOPClassUID, sopClass))), Does.Contain(code));
        }

        Assert.That(_run.HeldCodes(_run.Source(Phantom.Ct().AddOrUpdate(DicomTag.BurnedInAnnotation, "YES"))), Does.Contain("pixels.burned-in"));
        Assert.That(_run.HeldCodes(_run.Source(Phantom.Ct().AddOrUpdate(DicomTag.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE"))), Does.Contain("pixels.screen-capture"));
    }

    [Test]
    public void Empty_conversion_type_as_Philips_writes_it_into_every_image_says_nothing()
    {
        _run.Options = new CurationOptions();
        Assert.That(_run.HeldCodes(_run.Source(Phantom.Ct().AddOrUpdate(DicomTag.ConversionType, ""))), Is.Empty);
        Assert.That(_run.HeldCodes(_run.Source(Phantom.Ct().AddOrUpdate(DicomTag.ConversionType, "DF"))), Is.EqualTo((string[])["pixels.screen-capture"]));
    }

    [Test]
    public void Trap_11_overlay_in_unused_bits_of_the_pixel_data_is_held()
    {
        _run.Options = new CurationOptions();
        var dataset = Phantom.Ct().AddOrUpdate(new DicomTag(0x60000100), DicomVR.US, 16).AddOrUpdate(new DicomTag(0x60000102), DicomVR.US, 12);
        Assert.That(_run.HeldCodes(_run.Source(dataset)), Does.Contain("pixels.overlay-bits"));
    }

    [Test]
    public void Approval_lets_exactly_the_named_finding_pass()
    {
        _run.Options = new CurationOptions();
        var ultrasound = Phantom.Ct().AddOrUpdate(DicomTag.SOPClassUID, DicomUID.UltrasoundImageStorage).AddOrUpdate(DicomTag.BurnedInAnnotation, "YES");
        _run.Approvals = [new StudyApproval("pixels.ultrasound")];
        Assert.That(_run.HeldCodes(_run.Source(ultrasound)), Is.EqualTo((string[])["pixels.burned-in"]));
        _run.Approvals = [new StudyApproval("pixels.ultrasound"), new StudyApproval("pixels.burned-in")];
        Assert.That(_run.HeldCodes(_run.Source(ultrasound)), Is.Empty);
    }

    [TestCase("1.2.840.10008.1.2")]
    [TestCase("1.2.840.10008.1.2.1")]
    [TestCase("1.2.840.10008.1.2.2")]
    [TestCase("1.2.840.10008.1.2.1.99")]
    public void Trap_15_untouched_pixels_stay_as_they_are(string syntax)
    {
        var dataset = Phantom.Ct();
        var big = Enumerable.Range(0, 512 * 512 * 2).Select(i => (byte)(i * 7)).ToArray();
        dataset.AddOrUpdate(DicomTag.Rows, DicomVR.US, 512).AddOrUpdate(DicomTag.Columns, DicomVR.US, 512);
        dataset.AddOrUpdate(new DicomElement(DicomTag.PixelData, DicomVR.OW, big));
        var clean = _run.Clean(dataset, DicomTransferSyntax.Lookup(syntax));
        Assert.That(clean.TransferSyntax.UID.UID, Is.EqualTo(syntax));
        using var stream = StoredValues.Open(clean.Dataset.Find<DicomElement>(DicomTag.PixelData)!);
        var pixels = new byte[big.Length];
        stream.ReadExactly(pixels);
        Assert.That(pixels, Is.EqualTo(big));
    }

    [Test]
    public void Trap_17_order_halves_and_repetition_do_not_show_in_the_output()
    {
        var all = Enumerable.Range(1, 6).Select(i => _run.Source(Phantom.Ct($"{Phantom.Series}.{i}"), id: $"n{i}")).ToArray();
        var forward = Hashes(all);
        var backward = Hashes([.. all.Reverse()]);
        var halves = Hashes(all[..3]).Concat(Hashes(all[3..]));
        Assert.That(backward, Is.EqualTo(forward));
        Assert.That(halves.Order(), Is.EqualTo(forward.Order()));
    }

    [Test]
    public void Two_projects_share_no_pseudonym_and_no_UID()
    {
        var first = _run.Clean(Phantom.Ct()).Dataset;
        _run.Key = new("other", new byte[32]);
        var second = _run.Clean(Phantom.Ct()).Dataset;
        foreach (var tag in (DicomTag[])[DicomTag.PatientID, DicomTag.PatientName, DicomTag.SOPInstanceUID, DicomTag.StudyInstanceUID, DicomTag.FrameOfReferenceUID])
            Assert.That(second.GetString(tag), Is.Not.EqualTo(first.GetString(tag)));
    }

    [Test]
    public void Same_patient_has_one_pseudonym_with_and_without_the_default_issuer_spelled_out()
    {
        _run.Options = _run.Options with { DefaultIssuerOfPatientId = "SITE" };
        var without = _run.Clean(Phantom.Ct()).Dataset.GetString(DicomTag.PatientID);
        var spelled = _run.Clean(Phantom.Ct().AddOrUpdate(DicomTag.IssuerOfPatientID, "SITE").AddOrUpdate(DicomTag.PatientID, $" {Phantom.Id} ")).Dataset.GetString(DicomTag.PatientID);
        var other = _run.Clean(Phantom.Ct().AddOrUpdate(DicomTag.IssuerOfPatientID, "ELSEWHERE")).Dataset.GetString(DicomTag.PatientID);
        Assert.That((spelled == without, other == without), Is.EqualTo((true, false)));
    }

    private List<string> Hashes(SourceInstance[] sources)
    {
        var outcome = _run.Run(sources);
        Assert.That(outcome, Is.TypeOf<StageOutcome<InspectedStudy>.Passed>(), () => CurationRun.Describe(outcome));
        return [.. ((StageOutcome<InspectedStudy>.Passed)outcome).Value.Manifest.Files.Select(file => $"{file.InstanceId} {file.Sha256}")];
    }
}
