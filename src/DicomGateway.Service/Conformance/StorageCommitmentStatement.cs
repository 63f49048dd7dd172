using System.Globalization;
using System.Text;
using DicomGateway.Service.Configuration;
using DicomGateway.Service.Configuration.Sections;
using DicomGateway.Service.Configuration.Sections.Destinations;
using DicomGateway.Transfer.Records.Commitments;

namespace DicomGateway.Service.Conformance;

/// <summary>What the node asks for and promises by Storage Commitment, and what DICOMweb it speaks.</summary>
internal static class StorageCommitmentStatement
{
    public static void Write(StringBuilder text)
    {
        var (rules, destination, commitment) = (new ProofRules(), new DestinationOptions { Name = "" }, new CommitmentOptions());
        text.Append(CultureInfo.InvariantCulture, $"""
            ### 2.2 Storage Commitment (push model)

            As SCU the node asks an archive, after the last C-STORE of a study, for up to 500 instances in one N-ACTION, stays on the association for two
            seconds, and takes the N-EVENT-REPORT there or on an association that the archive makes: it is let in by its AE title, the address of the
            configured host and, where the archive is talked to over TLS, over TLS; the SCP role is granted. A report is answered with 0000 when it is on
            record, with 0115 when it answers no request to that archive, with 0113 for an event type other than 1 and 2.

            | what comes | what follows |
            |---|---|
            | success | the promise is on record; a study with all promises is Committed |
            | failure 0112 and others | the instance is asked for again after {Duration.Format(rules.Again)}, then sent again and asked for, {rules.Refusals} requests in all; then the study is held |
            | failure 0110, 0131, 0213 | it is asked for again |
            | failure 0119, 0122 | the study is held |
            | no report within {Duration.Format(destination.CommitmentWithin)} (configurable), a report that leaves the instance out, an N-ACTION that is refused | it is asked for again, {rules.VainAsks} times in all; then the study is held; a report that is late counts |
            | the class is not accepted | by configuration the archive's C-STORE answer is enough (default), or the study waits |

            An instance that is named both as committed and as failed counts as failed. Originals are not deleted before every destination that has to has
            promised every instance.

            As SCP (off by default) the node promises configured requesters what it received, by the UIDs that they sent. **The promise**: the original, as it
            was received, is not deleted for {Duration.Format(commitment.Keeps)} (configurable) from the report on, whatever becomes of the study; what is not there is answered with failure
            0112, what has another SOP class with 0119. The promise ends if the node is made anew from its spool (`rebuild`). N-ACTION is
            answered with 0124 to others, 0213 for more than 10000 instances, 0115 for a request that cannot be read, 0123 for another action. The
            report goes over the same association, or over a new one to the configured address, tried again for a day.

            ### 2.3 DICOMweb

            | service | role | remark |
            |---|---|---|
            | STOW-RS (PS3.18 10.5) | user agent | multipart/related; application/dicom, instances as they were sealed; answers in DICOM JSON and Native DICOM Model; 413 halves a request, 429 and 503 are obeyed with Retry-After; failure reason 0111 counts as stored |
            | QIDO-RS (PS3.18 10.6) | user agent | instances of a series, as proof of storage where configured |

            ### 2.4 Imaging Object Change Management (IHE)

            A Key Object Selection Document titled 113001, 113037, 113038 or 113039 (DCM) is understood as a rejection note: the instances that its Current
            Requested Procedure Evidence Sequence names are not sent any more, whether they come before, with or after it; what was sent is
            reported to the operator, and C-FIND, C-MOVE and C-GET no longer find it. A project may let a person decide first. The note itself is not forwarded. Other Key Object Selections are forwarded like other instances.


            """);
    }
}
