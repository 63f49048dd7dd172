using System.Net;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>How many associations stand, per address, and how many there ever were, per called AE title.</summary>
internal sealed class AssociationCounter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _perAddress = [];
    private readonly Dictionary<string, int> _ever = new(StringComparer.Ordinal);

    public int Total { get; private set; }

    public int From(IPAddress address)
    {
        lock (_gate)
            return _perAddress.GetValueOrDefault(address);
    }

    /// <summary>Associations with this AE title of ours since the start.</summary>
    public int EverWith(string calledAeTitle)
    {
        lock (_gate)
            return _ever.GetValueOrDefault(calledAeTitle);
    }

    public void Begin(IPAddress address, string calledAeTitle)
    {
        lock (_gate)
        {
            Total++;
            _ever[calledAeTitle] = _ever.GetValueOrDefault(calledAeTitle) + 1;
            _perAddress[address] = _perAddress.GetValueOrDefault(address) + 1;
        }
    }

    public void End(IPAddress address)
    {
        lock (_gate)
        {
            Total--;
            var rest = _perAddress.GetValueOrDefault(address) - 1;
            if (rest > 0)
                _perAddress[address] = rest;
            else
                _perAddress.Remove(address);
        }
    }
}
