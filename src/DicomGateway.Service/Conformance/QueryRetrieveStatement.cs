using System.Globalization;
using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Transfer.Records.Catalogue;

namespace DicomGateway.Service.Conformance;

/// <summary>What the conformance statement says of Query/Retrieve as SCP.</summary>
internal static class QueryRetrieveStatement
{
    private static readonly DicomUID[] Classes =
    [
        DicomUID.PatientRootQueryRetrieveInformationModelFind, DicomUID.PatientRootQueryRetrieveInformationModelMove,
        DicomUID.PatientRootQueryRetrieveInformationModelGet, DicomUID.StudyRootQueryRetrieveInformationModelFind,
        DicomUID.StudyRootQueryRetrieveInformationModelMove, DicomUID.StudyRootQueryRetrieveInformationModelGet,
    ];

    public static void Write(StringBuilder text)
    {
        text.Append("""
            ### 2.1 Query/Retrieve as SCP

            Answers come from the de-identified copies that passed inspection and are still held: not from originals, not from studies that are held or
            rejected or whose patient has objected. A peer sees the projects that its line of the access list names; who calls the AE title of a
            project sees that project only. Without such a line the classes are not accepted.

            Matching (PS3.4 C.2.2.2): single value, list of UID, universal, wildcard (not in dates, UIDs and numbers), range, sequence, empty value
            (two quotation marks) and several values of one key. Names match without regard to case, a key of one component group in any group of the
            name. Relational queries, combined date-time matching and relational retrievals are granted when extended negotiation asks for them; fuzzy
            matching of names and time zone adjustment are not. Keys that are not supported match everything, are returned empty, and make the pending
            status FF01. Values are returned in the character set of the request where that has the letters, else in ISO_IR 192.

            | status | meaning |
            |---|---|
            | 0000 | C-FIND: all matches were given; C-MOVE, C-GET: all sub-operations succeeded |
            | 0124 | the grant was withdrawn while the association stood |
            | A702 | no sub-operation succeeded |
            | A801 | the move destination is not configured, or not granted to the peer |
            | A900 | Query/Retrieve Level is none of the model, or a unique key is missing or not single; Offending Element names it |
            | B000 | some sub-operations failed or gave warnings; failed ones are in Failed SOP Instance UID List (at most 1000) |
            | C000 | the identifier cannot be read, is longer than 1 MiB, or holds a date or time that is neither value nor range |
            | FE00 | cancelled; heeded between two matches or two instances |

            C-MOVE calls the destination by its configured AE title, introduces itself by the AE title that the C-MOVE called, and gives move originator
            and message ID. Every file is hashed against the seal of its study before it is sent. Uncompressed instances are recoded to Explicit or
            Implicit VR Little Endian, or deflated, where the receiver takes no other; others are sent in the transfer syntax that they have or counted as failed. For C-GET
            a context that lists several transfer syntaxes for a class that the peer is SCP of is accepted with an uncompressed one.

            | level | matched and returned |
            |---|---|

            """);
        Level(text, "PATIENT", CatalogueAttributes.Patient);
        Level(text, "STUDY", [.. CatalogueAttributes.Study, DicomTag.ModalitiesInStudy, DicomTag.SOPClassesInStudy]);
        Level(text, "SERIES", CatalogueAttributes.Series);
        Level(text, "IMAGE", CatalogueAttributes.Instance);
        text.Append("\nReturned only: Number of Patient, Study and Series Related Studies, Series and Instances, Available Transfer Syntax UID, Retrieve AE Title, Instance Availability (ONLINE). "
            + "Attributes of a level are also matched and returned at the levels below it; in the study root those of the patient belong to the study.\n\n\n");
    }

    public static void WriteClasses(StringBuilder text)
    {
        foreach (var entry in Classes.Select(DicomUIDDictionary.Find))
            text.Append(CultureInfo.InvariantCulture, $"| {entry!.Name} | {entry.UID.UID} | yes | with a grant |\n");
    }

    private static void Level(StringBuilder text, string level, IReadOnlyList<DicomTag> tags) =>
        text.Append(CultureInfo.InvariantCulture, $"| {level} | {string.Join(", ", tags.Select(tag => DicomDictionary.Find(tag)!.Name))} |\n");
}
