namespace DicomGateway.Dicom.Data;

/// <summary>What PS3.5 section 6.2 and 7.1.2 say of each value representation.</summary>
public static class DicomVRs
{
    extension(DicomVR vr)
    {
        /// <summary>True when the VR is one of the standard's.</summary>
        public bool IsKnown => vr != DicomVR.None && Enum.IsDefined(vr);

        /// <summary>True when the value is text of any kind, UIDs, numbers and dates as text included.</summary>
        public bool IsString => vr is DicomVR.AE or DicomVR.AS or DicomVR.CS or DicomVR.DA or DicomVR.DS or DicomVR.DT or DicomVR.IS or DicomVR.LO
            or DicomVR.LT or DicomVR.PN or DicomVR.SH or DicomVR.ST or DicomVR.TM or DicomVR.UC or DicomVR.UI or DicomVR.UR or DicomVR.UT;

        /// <summary>True when Specific Character Set (0008,0005) governs the value (PS3.5 6.1.2.2).</summary>
        public bool UsesCharacterSet => vr is DicomVR.LO or DicomVR.LT or DicomVR.PN or DicomVR.SH or DicomVR.ST or DicomVR.UC or DicomVR.UT;

        /// <summary>True when a backslash separates values; false where it is an ordinary character (LT, ST, UT, UR) or the value is binary.</summary>
        public bool IsMultiValueString => vr.IsString && vr is not (DicomVR.LT or DicomVR.ST or DicomVR.UT or DicomVR.UR);

        /// <summary>True when the explicit VR encoding has two reserved bytes and a 32-bit length (PS3.5 7.1.2).</summary>
        public bool HasLongLength => vr is DicomVR.OB or DicomVR.OD or DicomVR.OF or DicomVR.OL or DicomVR.OV or DicomVR.OW or DicomVR.SQ or DicomVR.SV
            or DicomVR.UC or DicomVR.UN or DicomVR.UR or DicomVR.UT or DicomVR.UV || !vr.IsKnown;

        /// <summary>Size in bytes of the unit that byte order applies to; 1 for text, OB and UN.</summary>
        public int UnitSize => vr switch
        {
            DicomVR.US or DicomVR.SS or DicomVR.OW or DicomVR.AT => 2,
            DicomVR.UL or DicomVR.SL or DicomVR.FL or DicomVR.OF or DicomVR.OL => 4,
            DicomVR.FD or DicomVR.OD or DicomVR.OV or DicomVR.SV or DicomVR.UV => 8,
            _ => 1,
        };

        /// <summary>Size in bytes of one value of a binary VR of fixed size (AT: 4); 0 for all others.</summary>
        public int FixedValueSize => vr switch
        {
            DicomVR.US or DicomVR.SS => 2,
            DicomVR.UL or DicomVR.SL or DicomVR.FL or DicomVR.AT => 4,
            DicomVR.FD or DicomVR.SV or DicomVR.UV => 8,
            _ => 0,
        };

        /// <summary>The byte that pads a value to even length: space for text, NUL for UI and binary values (PS3.5 6.2).</summary>
        public byte PaddingByte => vr.IsString && vr != DicomVR.UI ? (byte)0x20 : (byte)0;

        /// <summary>The two characters, or "--" when there is no VR.</summary>
        public string Code => vr == DicomVR.None ? "--" : string.Create(2, vr, static (span, v) => (span[0], span[1]) = ((char)((ushort)v >> 8), (char)((ushort)v & 0xFF)));
    }

    /// <summary>The VR of two characters as they stand in an explicit VR stream; it may be one that the standard does not know.</summary>
    public static DicomVR FromBytes(byte first, byte second) => (DicomVR)((first << 8) | second);
}
