namespace DicomGateway.Service.Phantom.Pixels;

/// <summary>An ellipsoid of one material: centre and half axes in mm, turned about the long axis of the patient.</summary>
/// <param name="Value">What replaces the value of the ellipsoids before it: Hounsfield units, or MR signal.</param>
internal readonly record struct Ellipsoid(double X, double Y, double Z, double A, double B, double C, double Degrees, double Value)
{
    private readonly double _cos = Math.Cos(Degrees * Math.PI / 180);
    private readonly double _sin = Math.Sin(Degrees * Math.PI / 180);

    public bool Contains(double x, double y, double z)
    {
        var (dx, dy, dz) = (x - X, y - Y, (z - Z) / C);
        var (u, v) = (((dx * _cos) + (dy * _sin)) / A, ((dy * _cos) - (dx * _sin)) / B);
        return (u * u) + (v * v) + (dz * dz) <= 1;
    }
}
