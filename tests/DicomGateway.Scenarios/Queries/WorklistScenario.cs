using System.Diagnostics;
using System.Globalization;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Network.Transport;
using DicomGateway.Scenarios.Peers;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Transfer.Services.ModalityWorklist;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Scenarios.Queries;

/// <summary>The node asks DCMTK's worklist provider what is scheduled.</summary>
[TestFixture]
internal sealed class WorklistScenario
{
    [Test]
    public async Task Scheduled_steps_are_found_by_keys_within_the_step()
    {
        Dcmtk.Require("wlmscpfs");
        using var folder = ProofFolder.Make("worklist");
        Directory.CreateDirectory(folder.Combine("WORKLIST"));
        await File.WriteAllTextAsync(folder.Combine("WORKLIST", "lockfile"), "");
        for (var number = 1; number <= 3; number++)
            new DicomFile(Item(number, number == 2 ? "MR" : "CT"), DicomTransferSyntax.ExplicitVRLittleEndian).Save(folder.Combine("WORKLIST", $"item{number}.wl"));
        var port = GatewayProcess.FreePort();
        using var provider = Process.Start(new ProcessStartInfo(Tool.Find("wlmscpfs")!, ["-dfp", folder.Path, port.ToString(CultureInfo.InvariantCulture)]))!;
        try
        {
            await Eventually.TrueAsync("wlmscpfs listens", TimeSpan.FromSeconds(20), () => StoreScp.ListensAsync(port));
            var client = new DicomClientOptions { Host = "127.0.0.1", Port = port, CalledAeTitle = "WORKLIST", CallingAeTitle = "TRIAL" };
            await using var user = new WorklistUser(new QueryRetrieveUserOptions { Client = client }, TimeProvider.System);
            var keys = new DicomDataset().AddOrUpdate(DicomTag.PatientName, Array.Empty<string>()).AddOrUpdate(DicomTag.AccessionNumber, Array.Empty<string>()).AddOrUpdate(
                DicomTag.ScheduledProcedureStepSequence,
                new DicomDataset().AddOrUpdate(DicomTag.Modality, "CT").AddOrUpdate(DicomTag.ScheduledProcedureStepStartDate, "20260101-20261231"));
            var found = new List<string>();
            await foreach (var item in user.FindAsync(keys, CancellationToken.None))
                found.Add(item.GetString(DicomTag.AccessionNumber) + " " + item.GetString(DicomTag.PatientName));
            Assert.That(found, Is.EquivalentTo(new[] { "A1 Müller^1", "A3 Müller^3" }));
        }
        finally
        {
            provider.Kill(entireProcessTree: true);
            await provider.WaitForExitAsync();
        }
    }

    private static DicomDataset Item(int number, string modality) => new DicomDataset()
        .AddOrUpdate(DicomTag.SpecificCharacterSet, "ISO_IR 100")
        .AddOrUpdate(DicomTag.SOPClassUID, DicomUID.ModalityWorklistInformationModelFind)
        .AddOrUpdate(DicomTag.SOPInstanceUID, $"1.2.3.9.{number}")
        .AddOrUpdate(DicomTag.AccessionNumber, $"A{number}")
        .AddOrUpdate(DicomTag.PatientName, $"Müller^{number}")
        .AddOrUpdate(DicomTag.PatientID, $"P{number}")
        .AddOrUpdate(DicomTag.PatientBirthDate, "19700101")
        .AddOrUpdate(DicomTag.PatientSex, "F")
        .AddOrUpdate(DicomTag.StudyInstanceUID, $"1.2.3.{number}")
        .AddOrUpdate(DicomTag.RequestedProcedureDescription, "Chest")
        .AddOrUpdate(DicomTag.RequestedProcedureID, $"R{number}")
        .AddOrUpdate(
            DicomTag.ScheduledProcedureStepSequence,
            new DicomDataset()
                .AddOrUpdate(DicomTag.Modality, modality)
                .AddOrUpdate(DicomTag.ScheduledStationAETitle, "SCANNER")
                .AddOrUpdate(DicomTag.ScheduledProcedureStepStartDate, "20260301")
                .AddOrUpdate(DicomTag.ScheduledProcedureStepStartTime, "080000")
                .AddOrUpdate(DicomTag.ScheduledProcedureStepDescription, "Chest")
                .AddOrUpdate(DicomTag.ScheduledProcedureStepID, $"S{number}"));
}
