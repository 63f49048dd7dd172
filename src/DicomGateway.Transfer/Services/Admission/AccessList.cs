using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>Answers who may call which of our AE titles from where. Pure: it keeps nothing and asks nobody.</summary>
internal sealed class AccessList(IReadOnlyList<PeerAccess> peers, IEnumerable<string> ownAeTitles)
{
    private const string AnyAeTitle = "*";

    private readonly HashSet<string> _own = new(ownAeTitles, StringComparer.Ordinal);

    /// <summary>Whether the called AE title is one of ours. Compared as PS3.8 has it: trimmed, case matters.</summary>
    public bool IsOwn(string calledAeTitle) => _own.Contains(calledAeTitle);

    /// <summary>Null when some line of the list lets the peer in; else the best reason that a person can act on.</summary>
    public RefusalCause? FindRefusal(string callingAeTitle, string calledAeTitle, IPAddress address, X509Certificate2? certificate)
    {
        var named = peers.Where(peer => IsCalling(peer, callingAeTitle)).ToList();
        if (named.Count == 0)
            return RefusalCause.UnknownCallingAeTitle;
        var allowed = named.Where(peer => MayCall(peer, calledAeTitle)).ToList();
        if (allowed.Count == 0)
            return RefusalCause.CalledAeTitleNotAllowed;
        var near = allowed.Where(peer => MayComeFrom(peer, address)).ToList();
        if (near.Count == 0)
            return RefusalCause.AddressNotAllowed;
        return near.Any(peer => MayShow(peer, certificate)) ? null : RefusalCause.CertificateNotAllowed;
    }

    /// <summary>The lines that let the peer in: what each of them grants, it may.</summary>
    public IEnumerable<PeerAccess> LinesFor(string callingAeTitle, string calledAeTitle, IPAddress address, X509Certificate2? certificate) => peers.Where(peer =>
        IsCalling(peer, callingAeTitle) && MayCall(peer, calledAeTitle) && MayComeFrom(peer, address) && MayShow(peer, certificate));

    private static bool IsCalling(PeerAccess peer, string aeTitle) => peer.CallingAeTitle == AnyAeTitle || peer.CallingAeTitle == aeTitle;

    private static bool MayCall(PeerAccess peer, string aeTitle) => peer.CalledAeTitles.Count == 0 || peer.CalledAeTitles.Contains(aeTitle, StringComparer.Ordinal);

    private static bool MayComeFrom(PeerAccess peer, IPAddress address) => peer.Addresses.Count == 0 || peer.Addresses.Any(range => Contains(range, address));

    private static bool MayShow(PeerAccess peer, X509Certificate2? certificate) => !peer.NeedsCertificate || IsNamed(peer, certificate);

    private static bool Contains(IPNetwork range, IPAddress address) =>
        range.BaseAddress.AddressFamily == address.AddressFamily && range.Contains(address);

    private static bool IsNamed(PeerAccess peer, X509Certificate2? certificate)
    {
        if (certificate is null)
            return false;
        var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        return peer.CertificateThumbprints.Any(named => string.Equals(OnlyDigits(named), thumbprint, StringComparison.OrdinalIgnoreCase))
            || peer.CertificateSubjects.Contains(certificate.Subject, StringComparer.Ordinal);
    }

    private static string OnlyDigits(string thumbprint) => thumbprint.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
