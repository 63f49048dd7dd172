using DicomGateway.Dicom.Data;
using DicomGateway.Testing.Faults;

namespace DicomGateway.Dicom.Tests.Encoding.Writing;

/// <summary>Data sets of all VRs, nested, with values of every length, that any transfer syntax can carry.</summary>
internal static class RandomDatasets
{
    private static readonly DicomVR[] VRs = [.. Enum.GetValues<DicomVR>().Where(vr => vr is not (DicomVR.None or DicomVR.SQ))];

    public static DicomDataset Make(SeededSequence random, int depth = 0)
    {
        var dataset = new DicomDataset { IsUndefinedLength = depth > 0 && random.OneIn(2) };
        dataset.AddOrUpdate(new DicomElement(DicomTag.Modality, DicomVR.CS, "CT"u8.ToArray()));
        for (var count = random.Between(0, 20); count > 0; count--)
        {
            var tag = new DicomTag(random.Pick<ushort>([0x0009, 0x0011, 0x0029, 0x7FE1]), (ushort)random.Between(0x1000, 0x10FF));
            dataset.AddOrUpdate(depth < 4 && random.OneIn(8) ? Sequence(tag, random, depth) : Element(tag, random));
        }

        return dataset;
    }

    private static DicomSequence Sequence(DicomTag tag, SeededSequence random, int depth)
    {
        var sequence = new DicomSequence(tag) { IsUndefinedLength = random.OneIn(2) };
        for (var items = random.Between(0, 3); items > 0; items--)
            sequence.Add(Make(random, depth + 1));
        return sequence;
    }

    private static DicomElement Element(DicomTag tag, SeededSequence random)
    {
        var vr = random.Pick(VRs);
        var length = random.OneIn(200) ? random.Between(60_000, 70_000) : random.OneIn(4) ? 0 : random.Between(1, 64);
        var value = new byte[(length + 7) / 8 * 8];
        random.Fill(value);
        if (vr.IsString)
            Array.ConvertAll(value, b => (byte)('A' + (b % 26))).CopyTo(value, 0);
        // Bytes that spell an item would rightly be taken for a sequence.
        if (value.Length > 0 && value[0] == 0xFE)
            value[0] = 0;
        return new DicomElement(tag, vr, value);
    }
}
