using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DicomGateway.Testing.Faults;

/// <summary>
/// One CT instance of a proof, made from (seed, number). Its pixels begin with a marker that holds the number, so that it is recognised
/// after de-identification has replaced every identifier.
/// </summary>
public sealed class TrackedInstance
{
    public const string SopClassUid = "1.2.840.10008.5.1.4.1.1.2";
    public const string TransferSyntaxUid = "1.2.840.10008.1.2.1";
    public static ReadOnlySpan<byte> Marker => "#TRACKED-PIXELS#"u8;

    private static readonly int[] Sides = [16, 24, 48, 64, 96, 128, 200, 256];

    public TrackedInstance(ulong seed, int number, int perStudy, int largestSide = 256)
    {
        Number = number;
        var random = SeededSequence.Of(seed, (ulong)number);
        var study = number / perStudy;
        var root = $"2.25.{seed % 1_000_000_000}{study:D7}";
        SopInstanceUid = $"{root}9{number:D8}";
        var side = random.Pick(Sides.Where(s => s <= largestSide).ToArray());
        var pixels = Pixels(random, number, side);
        PixelHash = Convert.ToHexStringLower(SHA256.HashData(pixels));
        DataSet = Write(root, study, number, side, pixels);
        DataSetHash = Convert.ToHexStringLower(SHA256.HashData(DataSet));
    }

    public int Number { get; }

    public string SopInstanceUid { get; }

    public byte[] DataSet { get; }

    /// <summary>SHA-256 of the data set as sent.</summary>
    public string DataSetHash { get; }

    /// <summary>SHA-256 of the pixel data, which de-identification must not change.</summary>
    public string PixelHash { get; }

    /// <summary>Finds the marked pixels of a data set: the instance's number and the hash of everything from the marker to the end.</summary>
    public static (int Number, string PixelHash)? Recognise(ReadOnlySpan<byte> dataSet)
    {
        var at = dataSet.LastIndexOf(Marker);
        if (at < 0 || dataSet.Length - at < Marker.Length + 4)
            return null;
        var number = BinaryPrimitives.ReadInt32LittleEndian(dataSet[(at + Marker.Length)..]);
        return (number, Convert.ToHexStringLower(SHA256.HashData(dataSet[at..])));
    }

    private static byte[] Pixels(SeededSequence random, int number, int side)
    {
        var pixels = new byte[side * side * 2];
        random.Fill(pixels);
        Marker.CopyTo(pixels);
        BinaryPrimitives.WriteInt32LittleEndian(pixels.AsSpan(Marker.Length), number);
        return pixels;
    }

    private byte[] Write(string root, int study, int number, int side, byte[] pixels) => new ExplicitElements()
        .Text(0x0008, 0x0005, "CS", "ISO_IR 100")
        .Text(0x0008, 0x0008, "CS", @"ORIGINAL\PRIMARY\AXIAL")
        .Text(0x0008, 0x0016, "UI", SopClassUid)
        .Text(0x0008, 0x0018, "UI", SopInstanceUid)
        .Text(0x0008, 0x0020, "DA", "20250314")
        .Text(0x0008, 0x0030, "TM", "101500")
        .Text(0x0008, 0x0050, "SH", $"QZA{study:D7}")
        .Text(0x0008, 0x0060, "CS", "CT")
        .Text(0x0008, 0x0070, "LO", "Phantom Works")
        .Text(0x0008, 0x0090, "PN", "Zwiebelfisch^Adalbert")
        .Text(0x0010, 0x0010, "PN", $"Quastenflosser^Q{study:D7}")
        .Text(0x0010, 0x0020, "LO", $"QZP{study:D7}")
        .Text(0x0010, 0x0030, "DA", "19610203")
        .Text(0x0010, 0x0040, "CS", "O")
        .Text(0x0018, 0x0050, "DS", "1.5")
        .Text(0x0018, 0x0060, "DS", "120")
        .Text(0x0018, 0x5100, "CS", "HFS")
        .Text(0x0020, 0x000D, "UI", $"{root}1")
        .Text(0x0020, 0x000E, "UI", $"{root}2")
        .Text(0x0020, 0x0010, "SH", $"QZS{study:D7}")
        .Text(0x0020, 0x0011, "IS", "1")
        .Text(0x0020, 0x0012, "IS", "1")
        .Text(0x0020, 0x0013, "IS", $"{number}")
        .Text(0x0020, 0x0032, "DS", $@"0\0\{number}")
        .Text(0x0020, 0x0037, "DS", @"1\0\0\0\1\0")
        .Text(0x0020, 0x0052, "UI", $"{root}3")
        .Text(0x0020, 0x1040, "LO", "")
        .Number(0x0028, 0x0002, 1)
        .Text(0x0028, 0x0004, "CS", "MONOCHROME2")
        .Number(0x0028, 0x0010, (ushort)side)
        .Number(0x0028, 0x0011, (ushort)side)
        .Text(0x0028, 0x0030, "DS", @"0.7\0.7")
        .Number(0x0028, 0x0100, 16)
        .Number(0x0028, 0x0101, 16)
        .Number(0x0028, 0x0102, 15)
        .Number(0x0028, 0x0103, 0)
        .Text(0x0028, 0x1052, "DS", "0")
        .Text(0x0028, 0x1053, "DS", "1")
        .Write(0x7FE0, 0x0010, "OW", pixels)
        .ToArray();
}
