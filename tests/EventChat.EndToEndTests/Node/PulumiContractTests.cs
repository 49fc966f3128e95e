using EventChat.EndToEndTests.Host;
using EventChat.Infra;
using Xunit.Sdk;

namespace EventChat.EndToEndTests.Node;

/// <summary>
/// The program against the declarations of the official provider, by the TypeScript compiler: every type, property, required input, nested argument, and every output that is referred to.
/// </summary>
public sealed class PulumiContractTests
{
    private const string Folder = "tests/pulumi";

    [SkippableTheory]
    [InlineData("")]
    [InlineData("dataKey=customer,mfa=required,alarmMail=ops@example.com,integrationWebhookUrl=https://example.com/in,integrationWebhookKey=key,wafRate=2000,monthlyBudget=300,apiMetrics=resolvers,introspection=true")]
    [InlineData("webHosting=true,signInDomain=acme,googleClientId=1,googleClientSecret=a,facebookClientId=2,facebookClientSecret=b,oidcClientId=3,oidcClientSecret=c,oidcIssuer=https://login.example.com")]
    public async Task The_program_is_what_the_provider_takes(string settings) => Assert.EndsWith(" 0 problems", (await CheckAsync(Program(settings))).TrimEnd(), StringComparison.Ordinal);

    /// <summary>One fault of each kind, and what must be said of it.</summary>
    private static readonly (string Good, string Bad, string Why)[] Faults =
    [
        ("hashKey: pk", "hashKeyy: pk", "'\"hashKeyy\"' does not exist in type 'TableArgs'"),
        ("attributeName: ttl", "attributeNam: ttl", "'\"attributeNam\"' does not exist in type 'Input<TableTtl>'"),
        ("bisectBatchOnFunctionError: true", "bisectBatchOnFunctionError: \"yes\"", "Type 'string' is not assignable to type 'Input<boolean> | undefined'"),
        ("aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/queuePolicy:QueuePolic", "has no exported member named 'QueuePolic'"),
        ("${integrationBus.arn}", "${integrationBus.arnn}", "Property 'arnn' does not exist on type 'EventBus'"),
        ("${notifyQueue.arn}", "${nonotifyQueue.arn}", "refers to nothing in the program"),
        ("      role: ${commandsRole.arn}\n", "", "Property 'role' is missing"),
    ];

    [SkippableFact]
    public async Task What_it_does_not_take_is_found()
    {
        var program = Program("");
        foreach (var (good, bad, _) in Faults)
        {
            Assert.Contains(good, program, StringComparison.Ordinal);
            program = program.Replace(good, bad, StringComparison.Ordinal);
        }
        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => CheckAsync(program));
        Assert.All(Faults, fault => Assert.Contains(fault.Why, failure.Message, StringComparison.Ordinal));
    }

    private static string Program(string settings) => StackProgram.Render(StackProgram.Development with
    {
        Config = settings.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=', 2)).ToDictionary(s => $"{StackProgram.Project}:{s[0]}", s => s[1]),
    });

    private static async Task<string> CheckAsync(string program)
    {
        NodeScript.SkipUnlessInstalled(Folder);
        var file = Path.Combine(Path.GetTempPath(), $"eventchat-program-{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, program);
        try
        {
            return await NodeScript.RunAsync(Folder, ["check.mjs", file], new Dictionary<string, string>());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
