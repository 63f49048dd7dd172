namespace DicomGateway.Transfer.Records.Rejections;

/// <summary>Titles of rejection notes (PS3.16 CID 7011, of which IHE IOCM uses these).</summary>
public static class RejectionTitle
{
    public static bool IsKnown(string code) => code is "113001" or "113037" or "113038" or "113039";

    public static string Of(string code) => code switch
    {
        "113001" => "Rejected for quality reasons",
        "113037" => "Rejected for patient safety reasons",
        "113038" => "Incorrect modality worklist entry",
        "113039" => "Data retention policy expired",
        _ => code,
    };
}
