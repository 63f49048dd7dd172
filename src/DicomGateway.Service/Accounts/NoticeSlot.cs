using DicomGateway.Service.Web.Shared;

namespace DicomGateway.Service.Accounts;

/// <summary>Keeps what a session is to be told on its next page.</summary>
internal sealed class NoticeSlot
{
    private Notice? _notice;

    public void Put(Notice notice) => Interlocked.Exchange(ref _notice, notice);

    public Notice? Take() => Interlocked.Exchange(ref _notice, null);
}
