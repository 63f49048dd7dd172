namespace DicomGateway.Transfer.Tests.Forwarding.Stow;

/// <summary>Store Instances Responses: the first instance failed, the second has a warning, the others are stored.</summary>
internal static class StowBodies
{
    public static string Json(IReadOnlyList<string> uids) =>
        $$"""
        {
          "00081190": { "vr": "UR", "Value": ["http://localhost/studies/1"] },
          "00081198": { "vr": "SQ", "Value": [
            { "00081150": { "vr": "UI", "Value": ["1.2.840.10008.5.1.4.1.1.2"] }, "00081155": { "vr": "UI", "Value": ["{{uids[0]}}"] }, "00081197": { "vr": "US", "Value": [290] } }
          ] },
          "00081199": { "vr": "SQ", "Value": [
            { "00081155": { "vr": "UI", "Value": ["{{uids[1]}}"] }, "00081196": { "vr": "US", "Value": [45056] } },
            { "00081155": { "vr": "UI", "Value": ["{{uids[2]}}"] } }
          ] }
        }
        """;

    public static string Xml(IReadOnlyList<string> uids) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <NativeDicomModel xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM">
          <DicomAttribute tag="00081198" vr="SQ" keyword="FailedSOPSequence"><Item number="1">
            <DicomAttribute tag="00081155" vr="UI"><Value number="1">{uids[0]}</Value></DicomAttribute>
            <DicomAttribute tag="00081197" vr="US"><Value number="1">290</Value></DicomAttribute></Item></DicomAttribute>
          <DicomAttribute tag="00081199" vr="SQ"><Item number="1">
            <DicomAttribute tag="00081155" vr="UI"><Value number="1">{uids[1]}</Value></DicomAttribute>
            <DicomAttribute tag="00081196" vr="US"><Value number="1">45056</Value></DicomAttribute></Item><Item number="2">
            <DicomAttribute tag="00081155" vr="UI"><Value number="1">{uids[2]}</Value></DicomAttribute></Item></DicomAttribute>
        </NativeDicomModel>
        """;
}
