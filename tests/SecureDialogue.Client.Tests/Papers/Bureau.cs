using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Papers;

/// <summary>The officers of the <see cref="World"/>'s Charter, each on a device of their own, an applicant, and whoever carries their letters.</summary>
internal sealed class Bureau : IAsyncDisposable
{
    internal const byte Applicant = 30;

    private readonly List<Desk> _all;
    private SignedCharterChain? _amended;

    private Bureau(World world, IEnumerable<(string Name, byte Person, Roles Roles, PartyCode? Party)> officers)
    {
        World = world;
        _all = [.. officers.Select(one => new Desk(one.Name, World.Seed(one.Person), world.Charters, world.Admit(one.Person, one.Party, one.Roles), Clock))];
        Guest = new Desk("Amal", World.Seed(Applicant), world.Charters, null, Clock);
        foreach (var desk in _all)
        {
            desk.Write(writer => _all.ForEach(other => new AddressBook(desk.Session).Keep(writer, [other.Contact], other.Key)));
        }
    }

    internal BureauClock Clock { get; } = new(World.Now.ToTime());

    internal World World { get; }

    /// <summary>Who hosts in these tests.</summary>
    internal Desk Hill => _all[0];

    internal Desk Coast => _all[1];

    internal Desk Facilitator => _all[2];

    /// <summary>The applicant's device, which is no officer's.</summary>
    internal Desk Guest { get; }

    internal IReadOnlyList<Desk> Officers => _all;

    /// <summary>One organizer of each side and one facilitator must sign.</summary>
    internal static Bureau Of(SignatureRule? rule = null) => new(
        World.Of(rule ?? SignatureRule.OrganizerOfEachPartyAndFacilitator),
        [
            ("Hanna", World.HillOrganizer, Roles.Organizer, World.Hill),
            ("Carim", World.CoastOrganizer, Roles.Organizer, World.Coast),
            ("Petra", World.Facilitator, Roles.Facilitator, null),
        ]);

    /// <summary>The admission of the applicant, as it would be proposed now.</summary>
    internal Admission Admission(byte person = Applicant, Roles roles = Roles.Participant) => World.Admission(person, World.Hill, roles);

    internal PaperDraft Draft(Admission? admission = null, string name = "Amal") =>
        new(PaperKind.Admission, [PaperObject.Of(new CoSigned<Admission>(admission ?? Admission(), []))])
        {
            About = [Guest.Contact with { Device = (admission ?? Admission()).Device, Name = name }],
        };

    /// <summary>The applicant's admission under the Charter that the first officer has now.</summary>
    internal Admission AdmissionNow() => Admission() with { Charter = Hill.Session.Charters!.HeadId };

    /// <summary>A second version of the Charter has one officer less; these devices, or all that stay, have it.</summary>
    internal void Retire(Desk officer, params Desk[] who)
    {
        var head = World.Charters.Head;
        var next = head with { Version = 2, Previous = World.Charters.HeadId, Officers = [.. head.Officers.Where(one => one.Key != officer.Key)] };
        _amended = new SignedCharterChain([World.Charters.Signed.Versions[0], World.SignAll(next, World.HillOrganizer, World.Facilitator)]);
        foreach (var desk in who.Length > 0 ? who : _all.Where(one => one != officer))
        {
            Amend(desk);
        }
    }

    /// <summary>A device learns of the second version.</summary>
    internal void Amend(Desk desk) => desk.Write(writer =>
    {
        desk.Session.Save(writer, desk.Session.Device with { Charters = _amended!.Encode() });
        new PaperIntake(desk.Session).Retry(writer);
    });

    /// <summary>A device that has not heard of it.</summary>
    internal void GoBack(Desk desk) => desk.Session.Save(desk.Session.Device with { Charters = World.Charters.Signed.Encode() });

    /// <summary>Carries all letters until there are none left.</summary>
    /// <param name="order">Changes the order, or repeats letters.</param>
    internal void Carry(Func<IReadOnlyList<StoredLetter>, IEnumerable<StoredLetter>>? order = null)
    {
        for (var letters = Collect(); letters.Count > 0; letters = Collect())
        {
            foreach (var letter in order?.Invoke(letters) ?? letters)
            {
                _all.Append(Guest).FirstOrDefault(desk => desk.Owns(letter))?.Receive(letter);
            }
        }
    }

    /// <summary>Takes all letters from where they wait.</summary>
    internal List<StoredLetter> Collect() => [.. _all.SelectMany(desk => desk.TakeLetters())];

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in _all.Append(Guest))
        {
            await desk.DisposeAsync();
        }
    }
}
