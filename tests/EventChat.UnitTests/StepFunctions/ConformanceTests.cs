using EventChat.Asl.Conformance;
using EventChat.UnitTests.Infra;

namespace EventChat.UnitTests.StepFunctions;

/// <summary>Every case of the conformance folder, as the command runs it.</summary>
public sealed class ConformanceTests
{
    private static readonly Dictionary<string, Case> Cases = CaseFolder.Read(Path.Combine(RepositoryFolder.Root, "tests", "Asl.Conformance", "cases"))
        .Where(c => !c.IsIntegration).ToDictionary(c => c.Name, StringComparer.Ordinal);

    public static TheoryData<string> Certain => [.. Cases.Values.Where(c => !c.IsUncertain).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Certain))]
    public async Task A_machine_gives_the_answers_that_are_known(string name)
    {
        var differences = await CaseRun.RunAsync(Cases[name]);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public async Task A_case_that_is_wrong_fails()
    {
        var wrong = Cases["pass-scalar-input"].Source.DeepClone().AsObject();
        wrong["expect"] = new System.Text.Json.Nodes.JsonObject { ["status"] = "SUCCEEDED", ["output"] = "something else" };
        Assert.Equal("output", Assert.Single(await CaseRun.RunAsync(new Case("wrong", wrong))).Field);
    }
}
