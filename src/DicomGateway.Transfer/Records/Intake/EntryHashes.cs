using DicomGateway.Transfer.Records.Database;
using DicomGateway.Transfer.Spool;

namespace DicomGateway.Transfer.Records.Intake;

/// <summary>What identifies a received instance, as it is found again: keyed hashes, per project. Null where the instance says nothing.</summary>
internal sealed record EntryHashes(byte[] Sop, byte[] Study, byte[]? Series, byte[]? Patient, byte[]? Issuer, byte[]? Accession)
{
    public static EntryHashes Of(SpoolEntry entry, RecordsCipher cipher)
    {
        var facts = entry.Facts;
        byte[]? Hash(string kind, string? value) => cipher.HashOrNull(kind, entry.Context.Project, value);
        return new EntryHashes(
            cipher.Hash("sop", entry.Context.Project, entry.Identity.SopInstanceUid.Trim()),

            // Without a Study Instance UID nothing says what belongs together: the instance is a study of its own, for validation to hold.
            Hash("study", facts.StudyInstanceUid) ?? cipher.Hash("no-study", entry.Context.Project, entry.InstanceId.ToString("N")),
            Hash("series", facts.SeriesInstanceUid),
            Hash("patient", facts.PatientId),
            Hash("issuer", facts.IssuerOfPatientId),
            Hash("accession", facts.AccessionNumber));
    }
}
