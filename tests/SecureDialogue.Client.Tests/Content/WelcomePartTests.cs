using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Tests.Trust;

namespace SecureDialogue.Client.Tests.Content;

public sealed class WelcomePartTests
{
    private static readonly WelcomeBundle Bundle = new(World.Bytes(0x71, 150_000), Samples.Pack);

    [Fact]
    public void Parts_in_any_order_and_twice_give_the_bundle_back()
    {
        var parts = WelcomePart.Split(World.Channel, 7, Bundle);

        var joined = WelcomePart.Join([parts[2], parts[0], parts[1], parts[0]]);

        Assert.Equal(3, parts.Count);
        Assert.Equal(Bundle.Encode(), joined!.Encode());
        Assert.Null(WelcomePart.Join([parts[0], parts[2]]));
        Assert.Null(WelcomePart.Join([]));
    }

    [Fact]
    public void Parts_of_two_bundles_or_changed_ones_are_refused()
    {
        var parts = WelcomePart.Split(World.Channel, 7, Bundle);
        var changed = parts[1] with { Bytes = World.Bytes(9, parts[1].Bytes.Length) };

        Assert.Throws<MalformedObjectException>(() => WelcomePart.Join([parts[0], parts[1] with { Epoch = 8 }, parts[2]]));
        Assert.Throws<MalformedObjectException>(() => WelcomePart.Join([parts[0], changed, parts[2]]));
        Assert.NotNull(WelcomePart.Join([parts[0], parts[1], parts[2]]));
    }

    [Fact]
    public void A_bundle_of_more_than_16_parts_is_not_cut()
    {
        var fits = Bundle with { Welcome = World.Bytes(1, 900_000) };
        var exceeds = Bundle with { Welcome = World.Bytes(1, 1_000_000) };

        Assert.Equal(15, WelcomePart.Split(World.Channel, 7, fits).Count);
        Assert.Throws<ArgumentException>(() => WelcomePart.Split(World.Channel, 7, exceeds));
    }

    [Fact]
    public void A_parts_letter_fits_the_64_KiB_class()
    {
        var part = WelcomePart.Split(World.Channel, 7, Bundle)[0];
        var letter = Samples.Letter with { SenderAdmission = Samples.SignedAdmission, Body = new Opaque(part.Encode()) };

        Assert.Equal(64 * 1024, SizeClasses.ClassOf(letter.Sign(World.Seed(3)).Encode().Length));
    }
}
