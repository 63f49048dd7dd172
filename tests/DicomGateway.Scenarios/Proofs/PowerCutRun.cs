using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Machine;
using DicomGateway.Testing.Faults.Wire;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>Several cuts of one disk, until it has taken enough.</summary>
internal sealed class PowerCutRun(ProofFolder folder, ulong seed, int generation)
{
    /// <summary>Sparse: the spool sets a segment aside for each sender.</summary>
    private const int Megabytes = 3072;
    private readonly ulong _seed = seed + ((ulong)generation * 1000);

    /// <returns>How many acknowledgements were checked.</returns>
    public async Task<int> RunAsync(int first, int cuts, List<string> wrong)
    {
        var work = Directory.CreateDirectory(folder.Combine($"g{generation}")).FullName;
        var image = Path.Combine(work, "d.img");
        await using var disk = await LoopDisk.MakeAsync(image, Megabytes);
        await using var archive = new WireArchive();
        var setup = new GatewaySetup
        {
            WorkFolder = Path.Combine(work, "live"),
            DataFolder = Path.Combine(disk.MountPoint, "data"),
            DicomPort = GatewayProcess.FreePort(),
            ArchivePort = archive.Port,
        };
        await using var node = await GatewayProcess.StartAsync(setup, PowerCutProof.Wait);
        await using var fleet = new SenderFleet(new SenderFleetOptions { Seed = _seed, Port = () => setup.DicomPort });
        var count = 0;
        for (var cut = first; cut < first + cuts; cut++)
        {
            await Task.Delay(SeededSequence.Of(seed, (ulong)cut).Between(100, 2500));
            count += await CutAsync(cut, disk, node, fleet, archive, wrong);
        }

        fleet.Finish();
        await fleet.WhenFinishedAsync(PowerCutProof.Wait);
        Note(wrong, first + cuts - 1, await Oracle.ArrivedAsync(archive, fleet.Acknowledged.Snapshot(), PowerCutProof.Wait));
        await node.StopAsync(PowerCutProof.Wait);
        await disk.DisposeAsync();
        File.Delete(image);
        return count;
    }

    private async Task<int> CutAsync(int cut, LoopDisk disk, GatewayProcess node, SenderFleet fleet, WireArchive archive, List<string> wrong)
    {
        var image = folder.Combine($"g{generation}", $"c{cut}.img");
        var before = wrong.Count;
        node.Freeze();
        try
        {
            await disk.CutAsync(image);

            // Whatever a sender has seen by now was answered before the freeze.
            var acknowledged = fleet.Acknowledged.Snapshot();
            await using var branch = archive.Branch();
            Note(wrong, cut, await RestartAsync(cut, image, acknowledged, branch, node.Setup));
            if (wrong.Count == before)
                File.Delete(image);
            return acknowledged.Count;
        }
        finally
        {
            node.Thaw();
        }
    }

    private static async Task<IReadOnlyList<string>> RestartAsync(int cut, string image, IReadOnlyList<TrackedInstance> acknowledged, WireArchive branch, GatewaySetup live)
    {
        // The copy of the copy that the node works on: what the power cut left stays as it was, for whoever looks into a finding.
        var working = image + ".w";
        await Tool.RunAsync("cp", "--sparse=always", "--reflink=auto", image, working);
        var wrong = new List<string>();
        await using (var disk = await LoopDisk.AttachAsync(working))
        {
            var setup = live with { DataFolder = Path.Combine(disk.MountPoint, "data"), DicomPort = GatewayProcess.FreePort(), ArchivePort = branch.Port };
            setup = setup with { ConfigurationName = $"cut{cut}" };
            wrong.AddRange(await Oracle.LostAsync(setup.DataFolder, acknowledged));
            try
            {
                await using var node = await GatewayProcess.StartAsync(setup, PowerCutProof.Wait);
                wrong.AddRange(await Oracle.ArrivedAsync(branch, acknowledged, PowerCutProof.Wait));
                wrong.AddRange(await Oracle.BalanceAsync(node, acknowledged.Count, PowerCutProof.Wait));
            }
            catch (IOException cause)
            {
                wrong.Add(cause.Message);
            }
        }

        File.Delete(working);
        return wrong;
    }

    private void Note(List<string> wrong, int cut, IReadOnlyList<string> findings) => wrong.AddRange(findings.Select(finding => $"seed {seed}, cut {cut}: {finding}"));
}
