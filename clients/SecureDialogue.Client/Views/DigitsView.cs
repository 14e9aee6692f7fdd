namespace SecureDialogue.Client.Views;

/// <summary>The digits that applicant and officer compare.</summary>
/// <param name="Digits">Five groups of four digits, separated by single spaces; always left to right.</param>
/// <param name="With">With whom they are compared: the applicant's name, or the dialogue's title.</param>
/// <param name="GroundRules">For the applicant: the Charter's ground rules, per language tag; empty for the officer.</param>
public sealed record DigitsView(string Digits, string With, IReadOnlyDictionary<string, string> GroundRules);
