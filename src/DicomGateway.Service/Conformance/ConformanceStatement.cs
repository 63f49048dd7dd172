using System.Globalization;
using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Transfer.Services.Admission;
using DicomGateway.Transfer.Services.Storage;

namespace DicomGateway.Service.Conformance;

/// <summary>The DICOM conformance statement in the order of PS3.2, from the tables and defaults that the node runs with.</summary>
internal static class ConformanceStatement
{
    private const string VerificationClass = "1.2.840.10008.1.1";

    public static string Write()
    {
        var text = new StringBuilder();
        Overview(text);
        Services(text);
        QueryRetrieveStatement.Write(text);
        StorageCommitmentStatement.Write(text);
        AskingStatement.Write(text);
        Network(text);
        Associations(text);
        Security(text);
        CharacterSets(text);
        SopClasses(text);
        TransferSyntaxes(text);
        return text.ToString();
    }

    private static void Overview(StringBuilder text) => text.Append("""
        # DICOM conformance statement

        Written by `dicom-gateway conformance` from the program's own tables; a test compares this file with them.

        ## 1 Overview

        The node receives composite instances by the Storage service class, keeps them, de-identifies them by the Basic Application
        Level Confidentiality Profile (PS3.15 annex E), inspects the result, and stores it into one or more archives, by C-STORE or STOW-RS, or into folders. Peers to
        whom that is granted can query and retrieve the de-identified studies that it holds. It offers no print service.


        """);

    private static void Services(StringBuilder text) => text.Append("""
        ## 2 Services

        | service class | as SCU | as SCP | remark |
        |---|---|---|---|
        | Verification | yes (`echo`) | yes | |
        | Storage | yes (forwarding, `send`) | yes | level 2 (full): every element is kept as received, private ones included |
        | Query/Retrieve | yes (jobs, `query`, `probe`) | yes, for peers with a grant | patient root and study root; see 2.1 and 2.4 |
        | Modality Worklist | yes (`worklist`) | no | see 2.4 |
        | Storage Commitment | yes, per destination | yes, for configured requesters, off by default | push model; see 2.2 |

        What the Storage SCP answers:

        | status | meaning |
        |---|---|
        | 0000 | the instance and its record are on stable storage |
        | A700 | out of resources: free space is below the watermark, the disk fails, or the database does not take records; the association stays usable |
        | A900 | the data set names another SOP class or instance than the command; it is not kept |
        | 0110 | processing failure: to be sent again |
        | 0117, 0122 | the command's SOP Instance UID or SOP Class UID is missing or longer than 64 characters |
        | 0210, 0211, 0212 | a message ID that is in use, a command that the node has no service for, a C-STORE without data set |

        Nothing else in a data set is a reason to refuse it. An instance that comes again with the same content is answered with 0000 and
        kept once; with other content it is answered with 0000, both are kept, and the study is held for a person.

        What the Storage SCU does with an answer: 0000 and warnings (Bxxx) count as stored, the warning is kept; A7xx and 0213 are tried again
        with growing delay, 0110 and Cxxx three times; other failures, and an instance whose SOP class or transfer syntax the archive does
        not accept, are recorded and hold the study.


        """);

    private static void Network(StringBuilder text)
    {
        var limits = new AssociationLimits();
        var identity = ImplementationIdentity.Default;
        text.Append(CultureInfo.InvariantCulture, $"""
            ## 3 Network interface

            | | |
            |---|---|
            | Application context | 1.2.840.10008.3.1.1.1 |
            | Implementation class UID | {identity.ClassUid} |
            | Implementation version name | {identity.VersionName} |
            | Largest P-DATA-TF that is taken, in bytes | {limits.ReceiveMaximum} (configurable) |
            | Largest P-DATA-TF that is sent, in bytes | {limits.SendMaximum}, or what the peer announces if that is less |
            | Asynchronous operations window as acceptor | up to {new ReceivingOptions().Window} invoked by the peer, when it asks for it |
            | Asynchronous operations window as requestor | up to {limits.Window} are asked for |
            | Role selection | SCP is granted for storage classes on an association that can C-GET, and to archives for storage commitment |
            | Extended and common extended negotiation | of Query/Retrieve answered (2.1); others are read and not answered |
            | User identity negotiation | read, not asked for; access is by AE title, address and certificate |


            """);
    }

    private static void Associations(StringBuilder text)
    {
        var (defaults, admission) = (new LimitsOptions(), new AdmissionOptions());
        text.Append(CultureInfo.InvariantCulture, $"""
            ## 4 Association policies

            | | default |
            |---|---|
            | Connections at a time | {defaults.Connections} |
            | Associations at a time from one address | {defaults.AssociationsPerPeer} |
            | Wait for A-ASSOCIATE-RQ (ARTIM) | {Duration.Format(defaults.RequestTimeout)} |
            | Silence on an association | {Duration.Format(defaults.IdleTimeout)} |
            | Least rate inside a message, bytes per second over ten seconds | {defaults.MinimumBytesPerSecond} |

            Calling AE title, called AE title, address range and, with TLS, certificate are checked against the access list. A peer that is not
            listed is rejected (permanent, calling AE title not recognized); a called AE title that no project has, or that the peer may not
            call, is rejected (permanent, called AE title not recognized); limits reject for now (transient). Strangers from an
            address that was rejected {admission.RejectionsPerMinute} times within a minute are put off (transient) for {Duration.Format(admission.FirstBackOff)}, longer each time; a peer that is
            listed is let in all the same.

            Presentation contexts are accepted for every storage SOP class below in every transfer syntax below, and for SOP classes and transfer
            syntaxes that are not listed here too: such instances are kept and the study is held. Where a context offers several transfer
            syntaxes, one that loses nothing comes before a lossy one, and Explicit VR Little Endian before Implicit VR and big endian; otherwise
            the peer's order counts.


            """);
    }

    private static void Security(StringBuilder text) => text.Append("""
        ## 5 Security

        TLS 1.2 and 1.3 (PS3.15 B.12, BCP 195) on a port of its own, with the peer's certificate verified against configured authorities;
        for archives likewise. No other protocol version is spoken. The Basic Application Level Confidentiality Profile (PS3.15 E.2) is applied
        to every instance that leaves, without options, and named in De-identification Method Code Sequence (0012,0064).


        """);

    private static void CharacterSets(StringBuilder text) => text.Append("""
        ## 6 Character sets

        Every defined term of PS3.3 C.12.1.1.2 is read, with code extensions. An instance that is written keeps the character set that it came
        in.


        """);

    private static void SopClasses(StringBuilder text)
    {
        text.Append("## 7 SOP classes\n\n| SOP class | UID | SCU | SCP |\n|---|---|---|---|\n");
        Row(DicomUIDDictionary.Find(new DicomUID(VerificationClass))!);
        foreach (var entry in DicomUIDDictionary.Entries.Where(entry => entry.IsStorage).OrderBy(entry => entry.UID.UID, StringComparer.Ordinal))
            Row(entry);
        QueryRetrieveStatement.WriteClasses(text);
        AskingStatement.WriteClasses(text);
        text.Append('\n');

        void Row(DicomUIDEntry entry) =>
            text.Append(CultureInfo.InvariantCulture, $"| {NameOf(entry)} | {entry.UID.UID} | yes | yes |\n");
    }

    private static string NameOf(DicomUIDEntry entry)
    {
        var name = entry.Name.Length > 0 ? entry.Name : entry.Keyword.Length > 0 ? entry.Keyword : "Storage class whose name the standard has withdrawn";
        return entry.IsRetired && !name.Contains("Retired", StringComparison.Ordinal) ? name + " (Retired)" : name;
    }

    private static void TransferSyntaxes(StringBuilder text)
    {
        text.Append("## 8 Transfer syntaxes\n\nAll are received and sent on as they are. An archive that does not take those marked \"yes\" gets them recoded to Explicit, Implicit or Deflated Explicit VR Little Endian, the first of these that it takes.\n\n");
        text.Append("| transfer syntax | UID | recoded |\n|---|---|---|\n");
        foreach (var entry in DicomUIDDictionary.Entries.Where(entry => entry.Type == DicomUIDType.TransferSyntax).OrderBy(entry => entry.UID.UID, StringComparer.Ordinal))
        {
            var recoded = DicomTransferSyntax.Lookup(entry.UID).IsUncompressed ? "yes" : "no";
            text.Append(CultureInfo.InvariantCulture, $"| {entry.Name} | {entry.UID.UID} | {recoded} |\n");
        }
    }
}
