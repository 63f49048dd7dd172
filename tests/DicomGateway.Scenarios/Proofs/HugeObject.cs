using System.Buffers.Binary;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Files;
using DicomGateway.Scenarios.Peers;

namespace DicomGateway.Scenarios.Proofs;

/// <summary>Multi-frame objects whose pixel data are as big as one likes: written from a file of seeded bytes, and compared with it afterwards.</summary>
internal sealed class HugeObject
{
    private const int Block = 1 << 20;
    private const int NativeFrames = 31;
    private const int EncapsulatedFrames = 5;

    private readonly string _folder;
    private readonly ulong _seed;

    public HugeObject(string folder, ulong seed) => (_folder, _seed) = (folder, seed);

    /// <summary>31 frames of so many MiB in native form: 128 make 3.875 GiB, nearly all that a length of 32 bits can say.</summary>
    public string WriteNative(int mebibytes)
    {
        var pixels = WritePixels(NativeFrames * (long)mebibytes);
        return Save(1, NativeFrames, 2048, mebibytes * 256, DicomTransferSyntax.ExplicitVRLittleEndian, dataset =>
            dataset.AddOrUpdate(new DicomElement(DicomTag.PixelData, DicomVR.OW, new DicomStoredValue(pixels, 0, new FileInfo(pixels).Length))));
    }

    /// <summary>Five frames of so many MiB, each a fragment, with an extended offset table (PS3.5 A.4.11 and PS3.3 C.7.6.3.1.8): 1024 make 5 GiB.</summary>
    public string WriteEncapsulated(int mebibytes)
    {
        var frame = (long)mebibytes * Block;
        var pixels = WritePixels(EncapsulatedFrames * (long)mebibytes);
        var (offsets, lengths) = (new byte[8 * EncapsulatedFrames], new byte[8 * EncapsulatedFrames]);
        for (var i = 0; i < EncapsulatedFrames; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(offsets.AsSpan(8 * i), i * (frame + 8));
            BinaryPrimitives.WriteInt64LittleEndian(lengths.AsSpan(8 * i), frame);
        }

        return Save(2, EncapsulatedFrames, 16384, mebibytes * 32, DicomTransferSyntax.EncapsulatedUncompressedExplicitVRLittleEndian, dataset =>
        {
            dataset.AddOrUpdate(new DicomElement(DicomTag.ExtendedOffsetTable, DicomVR.OV, offsets));
            dataset.AddOrUpdate(new DicomElement(DicomTag.ExtendedOffsetTableLengths, DicomVR.OV, lengths));
            var fragments = Enumerable.Range(0, EncapsulatedFrames).Select(i => new DicomFragment(new DicomStoredValue(pixels, i * frame, frame)));
            dataset.AddOrUpdate(new DicomFragmentSequence(DicomTag.PixelData, DicomVR.OB, default, [.. fragments]));
        });
    }

    /// <summary>Whether the pixel data of a file are those that were written, byte for byte.</summary>
    public bool HasItsPixels(DicomFile file)
    {
        var values = file.Dataset.First(item => item.Tag == DicomTag.PixelData) switch
        {
            DicomFragmentSequence sequence => sequence.Fragments.Select(fragment => fragment.Stored!),
            DicomElement element => [element.Stored!],
            _ => [],
        };
        var (block, read, index) = (new byte[Block], new byte[Block], 0L);
        foreach (var value in values)
        {
            using var handle = File.OpenHandle(value.Path);
            for (var at = 0L; at < value.Length; at += Block)
            {
                Fill(block, index++);
                if (RandomAccess.Read(handle, read, value.Offset + at) != Block || !read.AsSpan().SequenceEqual(block))
                    return false;
            }
        }

        return index > 0;
    }

    private string Save(int study, int frames, ushort columns, int rows, DicomTransferSyntax syntax, Action<DicomDataset> addPixels)
    {
        CanaryFiles.Write(_folder, study, 1, change: dataset =>
        {
            dataset.AddOrUpdate(DicomTag.SOPClassUID, DicomUID.EnhancedCTImageStorage);
            dataset.AddOrUpdate(DicomTag.NumberOfFrames, frames.ToString(System.Globalization.CultureInfo.InvariantCulture));
            dataset.AddOrUpdate(DicomTag.Columns, columns);
            dataset.AddOrUpdate(DicomTag.Rows, (ushort)rows);
            dataset.Remove(DicomTag.PixelData);
        });
        var header = Directory.GetFiles(_folder, $"s{study}i*.dcm").Single();
        var dataset = DicomFile.Open(header).Dataset;
        addPixels(dataset);
        var path = Path.Combine(_folder, $"huge{study}.dcm");
        new DicomFile(dataset, syntax).Save(path);
        File.Delete(header);
        return path;
    }

    private string WritePixels(long mebibytes)
    {
        var path = Path.Combine(_folder, "pixels");
        Directory.CreateDirectory(_folder);
        var block = new byte[Block];
        using var file = File.Create(path);
        for (var i = 0L; i < mebibytes; i++)
        {
            Fill(block, i);
            file.Write(block);
        }

        return path;
    }

    /// <summary>No block is like another: what lands in the wrong place is seen.</summary>
    private void Fill(byte[] block, long index)
    {
        var state = (_seed * 0x9E3779B97F4A7C15) ^ ((ulong)index * 0xBF58476D1CE4E5B9);
        for (var i = 0; i < block.Length; i += 8)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(i), state & 0x0FFF0FFF0FFF0FFF);
        }
    }
}
