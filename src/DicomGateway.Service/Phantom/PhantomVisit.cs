namespace DicomGateway.Service.Phantom;

/// <summary>What the makers of images need to know of the study they make.</summary>
internal sealed record PhantomVisit(PhantomOptions Options, PhantomIdentity Identity, PhantomUids Uids, PhantomRandom Random);
