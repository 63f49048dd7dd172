namespace DicomGateway.Service.Phantom;

/// <summary>What to make; the same options always give the same bytes.</summary>
internal sealed record PhantomOptions
{
    public long Seed { get; init; }

    /// <summary>Number of studies; the modalities CT, MR, CR and US take turns, and so do the character sets.</summary>
    public int Studies { get; init; } = 4;

    /// <summary>Slices of a CT or MR series.</summary>
    public int Slices { get; init; } = 20;

    /// <summary>Rows and columns of a CT or MR slice; projections and ultrasound are in proportion.</summary>
    public int Matrix { get; init; } = 256;

    /// <summary>At most six letters and digits that every invented value carries, so that a leak is found by searching for them; may be empty.</summary>
    public string Marker { get; init; } = string.Empty;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Studies, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Slices, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Matrix, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Matrix, 4096);
        if (Marker.Length > 6 || !Marker.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("The marker has at most six letters and digits.");
    }
}
