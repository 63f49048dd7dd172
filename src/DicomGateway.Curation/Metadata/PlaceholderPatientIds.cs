using System.Collections.Frozen;

namespace DicomGateway.Curation.Metadata;

/// <summary>Patient IDs that mean that there is none.</summary>
internal sealed class PlaceholderPatientIds(IEnumerable<string> more)
{
    private static readonly string[] Usual =
    [
        "UNKNOWN", "UNKNOWNID", "ANONYMOUS", "ANONYMIZED", "ANONYMISED", "ANON", "NA", "NONE", "NULL", "NIL", "NOID", "NOTAVAILABLE", "NOTASSIGNED",
        "NOTAPPLICABLE", "PATIENT", "PATIENTID", "PATID", "PID", "ID", "TEST", "TESTPATIENT", "TEMP", "TBD", "UNDEFINED", "UNIDENTIFIED",
        "UNSPECIFIED", "NONAME", "NOPATIENTID", "DEFAULT", "EMPTY", "JOHNDOE", "JANEDOE", "DEIDENTIFIED", "REMOVED",
    ];

    private readonly FrozenSet<string> _ids = Usual.Concat(more.Select(Core)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Case, punctuation and repetition do not make an identifier: "0", "000", "N/A", "---" and "XXXX" are none.</summary>
    public bool Contains(string patientId)
    {
        var core = Core(patientId);
        return core.Length == 0 || _ids.Contains(core) || (core[0] is '0' or 'X' or '9' && core.AsSpan().TrimStart(core[0]).IsEmpty && (core.Length > 2 || core[0] != '9'));
    }

    private static string Core(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
