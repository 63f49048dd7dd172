namespace DicomGateway.Network.Dimse;

/// <summary>Names of status codes: PS3.7 annex C, PS3.4 B.2.3, C.4.</summary>
internal static class DimseStatusNames
{
    public static string Of(ushort code) => code switch
    {
        0x0000 => "Success",
        0x0001 => "Warning: requested optional attributes are not supported",
        0x0105 => "Failure: no such attribute",
        0x0106 => "Failure: invalid attribute value",
        0x0107 => "Warning: attribute list error",
        0x0110 => "Failure: processing failure",
        0x0111 => "Failure: duplicate SOP instance",
        0x0112 => "Failure: no such SOP instance",
        0x0113 => "Failure: no such event type",
        0x0114 => "Failure: no such argument",
        0x0115 => "Failure: invalid argument value",
        0x0116 => "Warning: attribute value out of range",
        0x0117 => "Failure: invalid SOP instance",
        0x0118 => "Failure: no such SOP class",
        0x0119 => "Failure: class-instance conflict",
        0x0120 => "Failure: missing attribute",
        0x0121 => "Failure: missing attribute value",
        0x0122 => "Refused: SOP class not supported",
        0x0123 => "Failure: no such action type",
        0x0124 => "Refused: not authorized",
        0x0131 => "Failure: transaction UID in use",
        0x0210 => "Failure: duplicate invocation",
        0x0211 => "Failure: unrecognized operation",
        0x0212 => "Failure: mistyped argument",
        0x0213 => "Failure: resource limitation",
        0xA701 => "Refused: out of resources, unable to calculate number of matches",
        0xA702 => "Refused: out of resources, unable to perform sub-operations",
        0xA801 => "Refused: move destination unknown",
        0xB000 => "Warning: coercion of data elements, or sub-operations complete with failures",
        0xB006 => "Warning: elements discarded",
        0xB007 => "Warning: data set does not match SOP class",
        0xFE00 => "Cancel: terminated by a cancel request",
        0xFF00 => "Pending",
        0xFF01 => "Pending: optional keys are not supported",
        _ => OfRange(code),
    };

    private static string OfRange(ushort code) => (code >> 8) switch
    {
        0xA7 => "Refused: out of resources",
        0xA9 => "Failure: data set does not match SOP class",
        >= 0xC0 and <= 0xCF => "Failure: cannot understand or unable to process",
        >= 0xB0 and <= 0xBF => "Warning",
        _ => "Failure: unknown status",
    };
}
