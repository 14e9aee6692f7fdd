using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Projects;

public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["SecureDialogue.Sodium"] = [],
        ["SecureDialogue.Wire"] = [],
        ["SecureDialogue.Mls"] = ["SecureDialogue.Sodium"],
        ["SecureDialogue.Server"] = ["SecureDialogue.Wire", "SecureDialogue.Sodium"],
        ["SecureDialogue.Client"] = ["SecureDialogue.Mls", "SecureDialogue.Wire", "SecureDialogue.Sodium"],
        ["SecureDialogue.Cli"] = ["SecureDialogue.Client"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["SecureDialogue.Sodium"] = [],
        ["SecureDialogue.Wire"] = [],
        ["SecureDialogue.Mls"] = [],
        ["SecureDialogue.Server"] = ["Dapper", "FluentValidation", "Microsoft.Data.Sqlite", "Npgsql", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "SQLitePCLRaw.bundle_e_sqlite3", "StackExchange.Redis"],
        ["SecureDialogue.Client"] = ["Microsoft.AspNetCore.SignalR.Client.Core", "Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["SecureDialogue.Cli"] = ["System.CommandLine", "QRCoder"],
    };

    [Fact]
    public void Projects_depend_in_one_direction()
    {
        var wrong = new ProjectFile("src/SecureDialogue.Wire/SecureDialogue.Wire.csproj",
            """<Project><ItemGroup><ProjectReference Include="../SecureDialogue.Mls/SecureDialogue.Mls.csproj" /></ItemGroup></Project>""");

        var found = ProjectFile.Product.SelectMany(p => Excess(p, p.Projects, AllowedProjects));

        Assert.Equal(["SecureDialogue.Wire references SecureDialogue.Mls"], Excess(wrong, wrong.Projects, AllowedProjects));
        Verdict.Clean(found);
    }

    [Fact]
    public void Product_uses_no_package_but_those_agreed()
    {
        var wrong = new ProjectFile("src/SecureDialogue.Mls/SecureDialogue.Mls.csproj",
            """<Project><ItemGroup><PackageReference Include="Dapper" /></ItemGroup></Project>""");

        var found = ProjectFile.Product.SelectMany(p => Excess(p, p.Packages, AllowedPackages));

        Assert.Equal(["SecureDialogue.Mls references Dapper"], Excess(wrong, wrong.Packages, AllowedPackages));
        Verdict.Clean(found);
    }

    [Fact]
    public void Every_product_project_has_its_place_in_the_direction() =>
        Assert.Equal(AllowedProjects.Keys.Order(StringComparer.Ordinal), ProjectFile.Product.Select(p => p.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Excess(ProjectFile project, IEnumerable<string> used, Dictionary<string, string[]> allowed) =>
        used.Except(allowed.GetValueOrDefault(project.Name, [])).Select(u => $"{project.Name} references {u}");
}
