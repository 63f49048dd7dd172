namespace DicomGateway.Service.Phantom.Pixels;

/// <summary>A body made of ellipsoids in patient coordinates (PS3.3 C.7.6.2.1.1: x to the left, y to the back, z to the head; mm).</summary>
internal sealed class EllipsoidPhantom(double background, IReadOnlyList<Ellipsoid> parts)
{
    /// <summary>A chest in Hounsfield units: fat, muscle, lungs, heart, aorta, spine and a nodule.</summary>
    public static EllipsoidPhantom Chest { get; } = new(-1000,
    [
        new(0, 0, 0, 170, 115, 260, 0, -90), new(0, 0, 0, 158, 104, 255, 0, 45),
        new(-75, -5, 0, 58, 78, 130, 8, -850), new(75, -5, 0, 58, 78, 130, -8, -850),
        new(22, -30, -25, 52, 42, 60, 35, 55), new(12, 38, 0, 13, 13, 240, 0, 180),
        new(0, 70, 0, 22, 18, 250, 0, 320), new(0, 92, 0, 9, 9, 240, 0, 20), new(-70, 15, 20, 8, 8, 8, 0, 60),
    ]);

    /// <summary>A head as MR signal: scalp, skull, brain, ventricles, nose and eyes.</summary>
    public static EllipsoidPhantom Head { get; } = new(0,
    [
        new(0, -100, -25, 16, 22, 22, 0, 700), new(0, 0, 0, 78, 98, 108, 0, 760), new(0, 0, 2, 72, 91, 102, 0, 90), new(0, 0, 3, 67, 86, 96, 0, 520),
        new(-14, -5, 10, 8, 28, 16, -12, 180), new(14, -5, 10, 8, 28, 16, 12, 180),
        new(-30, -78, -22, 13, 13, 13, 0, 220), new(30, -78, -22, 13, 13, 13, 0, 220), new(0, 52, -48, 40, 26, 24, 0, 470),
    ]);

    public double this[double x, double y, double z]
    {
        get
        {
            for (var i = parts.Count - 1; i >= 0; i--)
            {
                if (parts[i].Contains(x, y, z))
                    return parts[i].Value;
            }

            return background;
        }
    }

    /// <summary>Mean along y at a place of the projection: what a radiograph or localizer sees.</summary>
    public double Projection(double x, double z)
    {
        const int Steps = 24;
        var sum = 0.0;
        for (var i = 0; i < Steps; i++)
            sum += this[x, -115 + (i * 230.0 / (Steps - 1)), z];
        return sum / Steps;
    }
}
