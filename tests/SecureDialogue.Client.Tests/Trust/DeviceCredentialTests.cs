using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class DeviceCredentialTests
{
    private const byte Person = 20;
    private readonly World _world = World.Of(SignatureRule.OrganizerOfEachPartyAndFacilitator);
    private readonly byte[] _leafKey = World.Bytes(0x77, 32).ToArray();

    [Fact]
    public void A04_a_leaf_stands_only_with_the_key_its_device_certified()
    {
        var credential = _world.Credential(Person, World.Hill, Roles.Participant);

        Validate(credential, _leafKey);

        Refused(credential, World.Bytes(0x78, 32).ToArray());
        Refused(credential with { Certificate = World.CredentialOf(credential.Admission, World.Stranger).Certificate }, _leafKey);
        Refused(World.CredentialOf(World.SignAll(credential.Admission.Body, 1, 3), Person), _leafKey);
        Refused(credential with { Admission = _world.Admit(Person, World.Hill, Roles.Observer) }, _leafKey);
    }

    [Fact]
    public void An_admission_of_another_dialogue_does_not_stand()
    {
        var elsewhere = World.Of(SignatureRule.TwoOfficers).Credential(Person, World.Hill, Roles.Participant);

        Refused(elsewhere, _leafKey);
        Validate(_world.Credential(Person, World.Hill, Roles.Participant), _leafKey);
    }

    [Fact]
    public void Bytes_that_are_no_credential_refuse_the_leaf()
    {
        var validator = new DeviceCredentialValidator(_world.Charters);

        var refused = Assert.Throws<MlsException>(() => validator.Validate(new BasicCredential(new byte[] { 1, 2 }), _leafKey));

        Assert.Equal(MlsError.CredentialRefused, refused.Error);
        Assert.Null(DeviceCredentialValidator.Read(new BasicCredential(Array.Empty<byte>()), _leafKey));
    }

    [Fact]
    public void A_third_device_of_a_person_still_fits_the_bound()
    {
        var first = _world.Admit(Person, World.Hill, Roles.Participant);
        var second = World.SignAll(first.Body with { Device = World.Key(21), Earlier = first }, Person, 1, 3);
        var third = World.SignAll(first.Body with { Device = World.Key(22), Earlier = second }, 21, 1, 3);

        var bytes = World.CredentialOf(third, 22).Encode();

        Assert.InRange(bytes.Length, 1, DeviceCredential.MaxBytes);
        Validate(DeviceCredential.Decode(bytes), _leafKey);
    }

    private void Validate(DeviceCredential credential, byte[] leafKey) =>
        new DeviceCredentialValidator(_world.Charters).Validate(new BasicCredential(credential.Encode()), leafKey);

    private void Refused(DeviceCredential credential, byte[] leafKey) =>
        Assert.Equal(MlsError.CredentialRefused, Assert.Throws<MlsException>(() => Validate(credential, leafKey)).Error);
}
