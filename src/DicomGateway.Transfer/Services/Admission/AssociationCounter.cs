using System.Net;

namespace DicomGateway.Transfer.Services.Admission;

/// <summary>How many associations stand, per address.</summary>
internal sealed class AssociationCounter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _perAddress = [];

    public int Total { get; private set; }

    public int From(IPAddress address)
    {
        lock (_gate)
            return _perAddress.GetValueOrDefault(address);
    }

    public void Begin(IPAddress address)
    {
        lock (_gate)
        {
            Total++;
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
