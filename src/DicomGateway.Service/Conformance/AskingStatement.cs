using System.Globalization;
using System.Text;
using DicomGateway.Dicom.Data;
using DicomGateway.Dicom.Dictionary;
using DicomGateway.Network.Transport;
using DicomGateway.Service.Configuration;
using DicomGateway.Transfer.Services.QueryRetrieve.User;

namespace DicomGateway.Service.Conformance;

/// <summary>What the conformance statement says of Query/Retrieve and Modality Worklist as SCU.</summary>
internal static class AskingStatement
{
    public static void Write(StringBuilder text)
    {
        var options = new QueryRetrieveUserOptions { Client = new DicomClientOptions { Host = "", Port = 0, CalledAeTitle = "", CallingAeTitle = "" } };
        text.Append(CultureInfo.InvariantCulture, $"""
            ### 2.4 Query/Retrieve and Modality Worklist as SCU

            A PACS is asked in the information model of its profile (study root unless it says otherwise; the patient level in the patient root), in Explicit or
            Implicit VR Little Endian. Each identifier holds the level and its unique key. Relational queries and retrievals, and combined date-time
            matching, are negotiated where the profile says that the PACS has them. Matches are read in the character set that they name.

            | | |
            |---|---|
            | C-FIND | Pending FF00 and FF01 alike; a final status that is neither 0000 nor a warning is a failure of the query, FE00 that was not asked for included |
            | Matches without end | a match that comes round {options.RepeatedMatches} times, or more than {options.Matches} matches, end the query as failed |
            | C-MOVE | to the AE title under which the PACS knows the node; the final status and its counts are a claim that is compared with what arrived |
            | C-GET | the storage classes of the study, at most {GetContexts.MaximumClasses}, with role selection as SCP; each transfer syntax in a context of its own as far as {DicomClient.MaximumContexts} contexts allow |
            | A retrieval without any response | is given up after {Duration.Format(options.RetrieveTime)}; one whose counts stand still after {Duration.Format(options.StallTime)} |
            | Cancelling | C-CANCEL; the association is aborted when no final response comes within {Duration.Format(options.CancelTime)}, or at once where the profile says that the PACS does not bear it |
            | Modality Worklist | C-FIND (`worklist`); all keys that are given are sent, those of the step in the Scheduled Procedure Step Sequence |


            """);
    }

    public static void WriteClasses(StringBuilder text)
    {
        var entry = DicomUIDDictionary.Find(DicomUID.ModalityWorklistInformationModelFind)!;
        text.Append(CultureInfo.InvariantCulture, $"| {entry.Name} | {entry.UID.UID} | yes (`worklist`) | no |\n");
    }
}
