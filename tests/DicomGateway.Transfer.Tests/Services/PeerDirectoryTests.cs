using System.Net;
using DicomGateway.Network.Association;
using DicomGateway.Network.Association.Negotiation;
using DicomGateway.Network.Pdu.Items;
using DicomGateway.Network.Pdu.Units;
using DicomGateway.Transfer.Services.Admission;

namespace DicomGateway.Transfer.Tests.Services;

[TestFixture]
internal sealed class PeerDirectoryTests
{
    private static readonly Dictionary<string, string> Projects = new() { ["TRIAL_A"] = "a", ["TRIAL_B"] = "b" };

    [Test]
    public void A_called_title_of_a_project_restricts_to_that_project()
    {
        var directory = Directory(new PeerAccess { CallingAeTitle = "READER", QueryProjects = ["a", "b"] });
        Assert.That(directory.FindGrant(Proposal("READER", "TRIAL_A")).Projects, Is.EqualTo(new[] { "a" }));
        Assert.That(directory.FindGrant(Proposal("READER", "RETRIEVE")).Projects, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Only_the_lines_that_let_the_peer_in_grant_anything()
    {
        var directory = Directory(
            new PeerAccess { CallingAeTitle = "READER", Addresses = [IPNetwork.Parse("10.0.0.0/8")], QueryProjects = ["a"], MoveDestinations = ["X"] },
            new PeerAccess { CallingAeTitle = "READER", CertificateThumbprints = ["00"], QueryProjects = ["a"] },
            new PeerAccess { CallingAeTitle = "READER", CalledAeTitles = ["TRIAL_B"], QueryProjects = ["b"] },
            new PeerAccess { CallingAeTitle = "*" });
        var grant = directory.FindGrant(Proposal("READER", "TRIAL_A"));
        Assert.That((grant.Projects.Count, grant.MoveDestinations.Count), Is.EqualTo((0, 0)));
        Assert.That(directory.FindGrant(Proposal("READER", "TRIAL_B")).Projects, Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void What_replaces_it_counts_at_once()
    {
        var directory = Directory();
        Assert.That(directory.Access.FindRefusal("READER", "TRIAL_A", IPAddress.Loopback, null), Is.EqualTo(RefusalCause.UnknownCallingAeTitle));
        directory.Replace([new PeerAccess { CallingAeTitle = "READER", QueryProjects = ["a"], MoveDestinations = ["X"] }], []);
        Assert.That(directory.Access.FindRefusal("READER", "TRIAL_A", IPAddress.Loopback, null), Is.Null);
        Assert.That(directory.FindGrant(Proposal("READER", "TRIAL_A")).MoveDestinations, Is.EqualTo(new[] { "X" }));
        Assert.That(directory.FindMoveDestination("X"), Is.Null, "granted, but not configured");
    }

    private static PeerDirectory Directory(params PeerAccess[] peers) => new(peers, [], Projects, ["TRIAL_A", "TRIAL_B", "RETRIEVE"]);

    private static AssociationProposal Proposal(string calling, string called) => new(
        new AssociateRequest(called, calling, [], new UserInformation()),
        new PeerIdentity(new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Loopback, 2), false, null));
}
