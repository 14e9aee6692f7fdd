using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class VerificationCodeTests
{
    private const ulong Epoch = 258;
    private static readonly DialogueId Dialogue = new(World.Bytes(1, 32));
    private static readonly DeviceKey One = new(World.Bytes(0x0B, 32));
    private static readonly DeviceKey Other = new(World.Bytes(0x0A, 32));
    private static readonly ObjectHash[] Admissions = [new(World.Bytes(0x22, 32)), new(World.Bytes(0x21, 32)), new(World.Bytes(0x23, 32))];

    private static VerificationCode Person => VerificationCode.OfDevices(Dialogue, One, Other);

    private static VerificationCode Channel => VerificationCode.OfChannel(World.Channel, Epoch, World.Bytes(0x11, 32), Admissions);

    // The expected values were computed by another program from the formulas in docs/protocol.md.
    [Fact]
    public void Twenty_digits_follow_from_two_devices_or_from_a_channel_and_its_people()
    {
        var golden = Golden.Of("trust", "verification.json", () => new Verification(
            new(Hex(Dialogue.Value), Hex(One.Value), Hex(Other.Value), Person.Digits, Person.Scan),
            new(Hex(World.Channel), Epoch, Hex(World.Bytes(0x11, 32)), [.. Admissions.Select(id => Hex(id.Value))], Channel.Digits, Channel.Scan)));

        Assert.Equal(["0452", "4169", "1128", "4835", "6290"], golden.Person.Digits);
        Assert.Equal("SDV1:0FB244F5A2C7B4F09D3DAC2EEC262A943EC036FB0684F02E71A920B58F64B9A1", golden.Person.Scan);
        Assert.Equal(["6585", "7505", "8619", "8053", "1437"], golden.Channel.Digits);
        Assert.Equal("SDV1:E47D3729D2238ABB73011F79FD9A4BE01FA03C3D1436390077E542E01A3FC953", golden.Channel.Scan);
        Assert.Equal((golden.Person.Scan, golden.Channel.Scan), (Person.Scan, Channel.Scan));
        Assert.Equal(golden.Person.Digits.Concat(golden.Channel.Digits), Person.Digits.Concat(Channel.Digits));
    }

    [Fact]
    public void A04_both_ends_see_the_same_and_a_swapped_key_gives_others()
    {
        var stranger = new DeviceKey(World.Bytes(0x0C, 32));

        Assert.Equal(Person, VerificationCode.OfDevices(Dialogue, Other, One));
        Assert.NotEqual(Person.Digits, VerificationCode.OfDevices(Dialogue, One, stranger).Digits);
        Assert.NotEqual(Person.Digits, VerificationCode.OfDevices(new(World.Bytes(2, 32)), One, Other).Digits);
    }

    [Fact]
    public void A01_a_ghost_member_another_epoch_or_another_tree_gives_a_channel_other_digits()
    {
        VerificationCode Of(ulong epoch, byte authenticator, params ObjectHash[] admissions) =>
            VerificationCode.OfChannel(World.Channel, epoch, World.Bytes(authenticator, 32), admissions);

        Assert.Equal(Channel, Of(Epoch, 0x11, [.. Admissions.Reverse()]));
        Assert.NotEqual(Channel.Digits, Of(Epoch, 0x11, [.. Admissions, new(World.Bytes(0x24, 32))]).Digits);
        Assert.NotEqual(Channel.Digits, Of(Epoch + 1, 0x11, Admissions).Digits);
        Assert.NotEqual(Channel.Digits, Of(Epoch, 0x12, Admissions).Digits);
        Assert.NotEqual(Channel.Digits, VerificationCode.OfChannel(World.Bytes(0xC1, 16), Epoch, World.Bytes(0x11, 32), Admissions).Digits);
    }

    [Theory]
    [InlineData("SDV1:0FB244F5A2C7B4F09D3DAC2EEC262A943EC036FB0684F02E71A920B58F64B9A1", true)]
    [InlineData(" sdv1:0fb244f5a2c7b4f09d3dac2eec262a943ec036fb0684f02e71a920b58f64b9a1\n", true)]
    [InlineData("SDV1:0FB244F5A2C7B4F09D3DAC2EEC262A943EC036FB0684F02E71A920B58F64B9A2", false)]
    [InlineData("SDV1:0FB244F5A2C7B4F09D3DAC2EEC262A943EC036FB0684F02E71A920B58F64B9", false)]
    [InlineData("SDV1:0FB244F5A2C7B4F09D3DAC2EEC262A943EC036FB0684F02E71A920B58F64B9A1A1", false)]
    [InlineData("0FB244F5A2C7B4F09D3DAC2EEC262A943EC036FB0684F02E71A920B58F64B9A1", false)]
    [InlineData("SDV1:", false)]
    [InlineData("", false)]
    public void A_scanned_code_counts_whole_or_not_at_all(string scanned, bool isShown) => Assert.Equal(isShown, Person.IsShownAs(scanned));

    private static string Hex(Client.Cbor.Opaque bytes) => bytes.ToString();

    private sealed record Verification(DevicePair Person, Roster Channel);

    private sealed record DevicePair(string Dialogue, string One, string Other, IReadOnlyList<string> Digits, string Scan);

    private sealed record Roster(string Channel, ulong Epoch, string Authenticator, IReadOnlyList<string> Admissions, IReadOnlyList<string> Digits, string Scan);
}
