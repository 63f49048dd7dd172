using DicomGateway.Curation.Deidentification.Tables;

namespace DicomGateway.Curation.Tests.Deidentification.Tables;

internal sealed class ActionResolutionTests
{
    [TestCase(ProfileAction.RemoveOrZeroOrDummy, ProfileAction.Dummy)]
    [TestCase(ProfileAction.RemoveOrDummy, ProfileAction.Dummy)]
    [TestCase(ProfileAction.RemoveOrZero, ProfileAction.Zero)]
    [TestCase(ProfileAction.ZeroOrDummy, ProfileAction.Dummy)]
    [TestCase(ProfileAction.RemoveOrZeroOrReplaceUid, ProfileAction.ReplaceUid)]
    [TestCase(ProfileAction.Remove, ProfileAction.Remove)]
    [TestCase(ProfileAction.Keep, ProfileAction.Keep)]
    public void Unknown_type_takes_the_action_that_always_conforms(object action, object expected) =>
        Assert.That(((ProfileAction)action).Resolve(AttributeRequirement.Unknown), Is.EqualTo((ProfileAction)expected));

    [TestCase(AttributeRequirement.Type1, ProfileAction.Dummy)]
    [TestCase(AttributeRequirement.Type1C, ProfileAction.Dummy)]
    [TestCase(AttributeRequirement.Type2, ProfileAction.Zero)]
    [TestCase(AttributeRequirement.Type3, ProfileAction.Remove)]
    public void Removal_of_a_required_attribute_leaves_it_without_meaning(object requirement, object expected) =>
        Assert.That(ProfileAction.Remove.Resolve((AttributeRequirement)requirement), Is.EqualTo((ProfileAction)expected));
}
