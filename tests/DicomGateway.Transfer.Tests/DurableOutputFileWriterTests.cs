namespace DicomGateway.Transfer.Tests;

internal sealed class DurableOutputFileWriterTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("durable-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Write_puts_a_new_content_in_place_of_the_old_and_leaves_nothing_else()
    {
        var (writer, path) = (new DurableOutputFileWriter(), Path.Combine(_folder, "keys.json"));
        writer.Write(path, stream => stream.Write("first"u8));
        writer.MakeDurable(_folder);
        writer.Write(path, stream => stream.Write("second"u8));
        writer.MakeDurable(_folder);
        Assert.That(File.ReadAllText(path), Is.EqualTo("second"));
        Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Write_that_fails_keeps_the_old_content()
    {
        var (writer, path) = (new DurableOutputFileWriter(), Path.Combine(_folder, "keys.json"));
        writer.Write(path, stream => stream.Write("first"u8));
        Assert.That(() => writer.Write(path, _ => throw new IOException("no")), Throws.InstanceOf<IOException>());
        Assert.That(File.ReadAllText(path), Is.EqualTo("first"));
        Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { path }));
    }
}
