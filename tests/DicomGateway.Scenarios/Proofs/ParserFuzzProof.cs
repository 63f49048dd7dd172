using System.Buffers.Binary;
using System.Diagnostics;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Encoding;
using DicomGateway.Dicom.Encoding.Scanning;
using DicomGateway.Dicom.Files;
using DicomGateway.Dicom.Files.Json;
using DicomGateway.Network.Dimse.Commands;
using DicomGateway.Network.Pdu;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Testing.Faults;
using DicomGateway.Testing.Faults.Fuzzing;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>Mutated files and PDUs against the readers: only the documented exceptions, little time, little memory, and what was read can be written and read again.</summary>
[TestFixture]
[Category("Proof.fuzz")]
internal sealed class ParserFuzzProof
{
    private const int ShortForm = 4000;
    private const int ShownFindings = 20;
    private static readonly TimeSpan TimePerInput = TimeSpan.FromSeconds(5);

    /// <summary>All that one input may allocate, given back or not.</summary>
    private const long AllocationPerInput = 256L << 20;

    private static readonly DicomTag[] Wanted =
        [DicomTag.SOPInstanceUID, DicomTag.PatientID, DicomTag.PatientName, DicomTag.StudyInstanceUID, DicomTag.SeriesInstanceUID];

    [Test]
    public void Mutated_files_are_read_or_refused_by_name()
    {
        var seeds = FuzzSeeds.Files();
        Run("files", ProofCount.Or(ShortForm), random => DataSetMutator.Mutate(random.Pick(seeds), random), ReadFile);
    }

    [Test]
    public void Mutated_pdus_are_read_or_refused_by_name()
    {
        var conversation = PduMutator.Conversation(new TrackedInstance(1, 1, 1, 16), "PROOF", "SENDER", 300);
        Run("PDUs", ProofCount.Or(ShortForm), random => PduMutator.Mutate([random.Pick(conversation)], random), ReadPdus);
    }

    [Test]
    public void Mutated_heads_are_scanned_without_an_exception_however_they_are_cut()
    {
        var seeds = FuzzSeeds.Files();
        Run("heads", ProofCount.Or(ShortForm), random => DataSetMutator.Mutate(random.Pick(seeds), random), ScanHead);
    }

    private static void Run(string what, int count, Func<SeededSequence, byte[]> make, Action<byte[], SeededSequence> read)
    {
        var (findings, slowest, largest) = (new List<string>(), TimeSpan.Zero, 0L);
        for (var number = 0; number < count && findings.Count < ShownFindings; number++)
        {
            var random = SeededSequence.Of(ProofCount.Seed, (ulong)number);
            var input = make(random);
            var (clock, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                read(input, random);
            }
            catch (Exception cause)
            {
                findings.Add($"seed {ProofCount.Seed}, input {number} ({input.Length} bytes, kept as {Keep(what, number, input)}): {cause.GetType().Name}: {cause.Message}\n{FirstLines(cause)}");
            }

            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            largest = Math.Max(largest, allocated);
            if (clock.Elapsed > TimePerInput)
                findings.Add($"seed {ProofCount.Seed}, input {number} ({input.Length} bytes): took {clock.Elapsed.TotalSeconds:F1} s");
            if (allocated > AllocationPerInput)
                findings.Add($"seed {ProofCount.Seed}, input {number} ({input.Length} bytes): allocated {allocated >> 20} MB");
        }

        TestContext.Out.WriteLine($"{count} {what} from seed {ProofCount.Seed}: slowest {slowest.TotalMilliseconds:F0} ms, most allocated {largest >> 20} MB");
        Assert.That(findings, Is.Empty);
    }

    /// <summary>The seeds may differ from machine to machine (the corpus), so the input itself is kept.</summary>
    private static string Keep(string what, int number, byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(ProofFolder.Repository, "artifacts", "proofs", "fuzz")).FullName;
        var path = Path.Combine(folder, $"{what}-{ProofCount.Seed}-{number}.dcm");
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string FirstLines(Exception cause) => string.Join('\n', (cause.StackTrace ?? "").Split('\n').Take(4));

    private static void ReadFile(byte[] input, SeededSequence random)
    {
        DicomFile file;
        try
        {
            file = DicomFile.Open(new MemoryStream(input));
        }
        catch (DicomFormatException)
        {
            return;
        }

        DicomJsonWriter.Write(file.Dataset, Stream.Null);
        if (Save(file) is not { } first)
            return;
        var second = Save(DicomFile.Open(new MemoryStream(first)));
        if (second is null || !first.AsSpan().SequenceEqual(second))
            throw new InvalidOperationException("What was written is written differently once it has been read again.");
    }

    /// <summary>Null when it cannot be written, and says so by the documented exception.</summary>
    private static byte[]? Save(DicomFile file)
    {
        var stream = new MemoryStream();
        try
        {
            file.Save(stream);
            return stream.ToArray();
        }
        catch (DicomDataException)
        {
            return null;
        }
    }

    private static void ReadPdus(byte[] input, SeededSequence random)
    {
        try
        {
            for (var rest = input.AsSpan(); rest.Length >= 6;)
            {
                var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest[2..]), (uint)rest.Length - 6);
                var pdu = PduReader.Read((PduType)rest[0], rest.Slice(6, length));
                if (pdu is DataTransfer data)
                    ReadCommands(data);
                rest = rest[(6 + length)..];
            }
        }
        catch (PduFormatException)
        {
        }
    }

    private static void ReadCommands(DataTransfer data)
    {
        foreach (var value in data.Values.Where(value => value.IsCommand))
        {
            try
            {
                CommandSetCodec.Read(CommandSetCodec.Write(CommandSetCodec.Read(value.Data.Span)));
            }
            catch (DimseProtocolException)
            {
            }
        }
    }

    private static void ScanHead(byte[] input, SeededSequence random)
    {
        var whole = Scan(input, input.Length);
        var pieces = Scan(input, random.Between(1, 700));
        if (!whole.SequenceEqual(pieces))
            throw new InvalidOperationException("The scan finds other values when the bytes are cut otherwise.");
    }

    private static string?[] Scan(byte[] input, int piece)
    {
        // Behind the file meta information of a seed, or somewhere near: mutants have moved it.
        var start = Math.Min(input.Length, 300);
        var scanner = new DicomHeaderScanner(DicomTransferSyntax.Lookup(TrackedInstance.TransferSyntaxUid), Wanted);
        for (var at = start; at < input.Length; at += piece)
        {
            if (scanner.Push(input.AsSpan(at, Math.Min(piece, input.Length - at))))
                break;
        }

        if (!scanner.IsFinished)
            scanner.End();
        return [.. Wanted.Select(scanner.GetString)];
    }
}
