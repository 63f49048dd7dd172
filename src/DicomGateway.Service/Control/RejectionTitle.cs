namespace DicomGateway.Service.Control;

/// <summary>Titles of rejection notes (PS3.16 CID 7011).</summary>
internal static class RejectionTitle
{
    public static string Of(string code) => code switch
    {
        "113001" => "Rejected for quality reasons",
        "113037" => "Rejected for patient safety reasons",
        "113038" => "Incorrect modality worklist entry",
        "113039" => "Data retention policy expired",
        _ => code,
    };
}
