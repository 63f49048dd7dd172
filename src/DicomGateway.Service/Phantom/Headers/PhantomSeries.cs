using System.Globalization;
using DicomGateway.Dicom.Data;

namespace DicomGateway.Service.Phantom.Headers;

/// <summary>A series of the study being made.</summary>
internal sealed record PhantomSeries(string Modality, int Number, string Description, string BodyPart)
{
    public DicomUID Uid(PhantomVisit visit) => visit.Uids.Make(string.Create(CultureInfo.InvariantCulture, $"series/{Number}"));

    public DicomUID InstanceUid(PhantomVisit visit, int instance) => visit.Uids.Make(string.Create(CultureInfo.InvariantCulture, $"series/{Number}/{instance}"));
}
