using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace DicomGateway.Transfer.Forwarding.Stow;

/// <summary>multipart/related of files on disk (PS3.18 8.6.1), read while they are sent: memory holds one buffer, however large the study is.</summary>
internal sealed class StowContent : HttpContent
{
    private const string MediaType = "application/dicom";
    private const int BufferLength = 1 << 17;

    private readonly IReadOnlyList<(string Path, long Length)> _files;
    private readonly byte[] _head;
    private readonly byte[] _tail;

    /// <param name="files">Part 10 files with their lengths.</param>
    public StowContent(IReadOnlyList<(string Path, long Length)> files)
    {
        _files = files;
        var boundary = string.Create(CultureInfo.InvariantCulture, $"dicomgateway-{Guid.NewGuid():N}");
        _head = Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Type: {MediaType}\r\n\r\n");
        _tail = Encoding.ASCII.GetBytes($"--{boundary}--\r\n");
        Headers.ContentType = new MediaTypeHeaderValue("multipart/related")
        {
            Parameters = { new NameValueHeaderValue("type", $"\"{MediaType}\""), new NameValueHeaderValue("boundary", boundary) },
        };
    }

    private static ReadOnlySpan<byte> EndOfPart => "\r\n"u8;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var (path, length) in _files)
        {
            await stream.WriteAsync(_head, cancellationToken).ConfigureAwait(false);
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (file.ConfigureAwait(false))
            {
                if (file.Length != length)
                    throw new EndOfStreamException("A sealed file has another length than it was sealed with.");
                await file.CopyToAsync(stream, BufferLength, cancellationToken).ConfigureAwait(false);
            }

            await stream.WriteAsync(EndOfPart.ToArray(), cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(_tail, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _files.Sum(file => _head.Length + file.Length + EndOfPart.Length) + _tail.Length;
        return true;
    }
}
