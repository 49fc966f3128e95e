using System.Text;
using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.Local;
using EventChat.Local.Lambda;
using EventChat.Local.Lambda.Processes;
using EventChat.Local.Stack;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.EmulatorTests.Lambda;

/// <summary>The write side's executable as a process over the Runtime API: what AWS runs, but for the compiler.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class ProcessRuntimeTests(DynamoDbLocalFixture dynamo)
{
    [Fact]
    public async Task The_executable_serves_invocations_and_is_used_again()
    {
        await using var host = await DeployAsync(FunctionNames.Commands, timeout: 30);
        var send = """
            {"arguments":{"input":{"conversationId":"general-1","commandId":"7a1f0d52-93c5-4c0e-8d0e-3c6f5a2b1e00","text":"é"}},
             "identity":{"sub":"ada","username":"ada"},"info":{"fieldName":"sendMessage","parentTypeName":"Mutation"}}
            """;

        var first = await InvokeAsync(host, send);
        var again = await InvokeAsync(host, send);

        Assert.True(first.FunctionError is null, Encoding.UTF8.GetString(first.Payload.Span));
        Assert.Equal("NotFound", (string?)JsonNode.Parse(first.Payload.Span)!["refusal"]!["type"]);
        Assert.Equal(Encoding.UTF8.GetString(first.Payload.Span), Encoding.UTF8.GetString(again.Payload.Span));
    }

    [Fact]
    public async Task An_exception_in_the_process_is_an_unhandled_error_and_the_next_invocation_is_unharmed()
    {
        await using var host = await DeployAsync(FunctionNames.Commands, timeout: 30);

        var nobody = await InvokeAsync(host, """{"arguments":{},"identity":null,"info":{"fieldName":"sendMessage"}}""");
        var again = await InvokeAsync(host, """{"arguments":{},"identity":null,"info":{"fieldName":"sendMessage"}}""");

        Assert.Equal(("Unhandled", "Unhandled"), (nobody.FunctionError, again.FunctionError));
        Assert.Equal("InvalidOperationException", (string?)JsonNode.Parse(nobody.Payload.Span)!["errorType"]);
    }

    [Fact]
    public async Task A_process_that_ends_is_a_runtime_exit_error()
    {
        await using var host = await DeployAsync("unknown-handler", timeout: 30);

        var result = await InvokeAsync(host, "{}");

        var error = JsonNode.Parse(result.Payload.Span)!;
        Assert.Equal("Runtime.ExitError", (string?)error["errorType"]);
        Assert.EndsWith("exit status 1", (string?)error["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_overruns_is_ended()
    {
        // It waits for its input for ever, and never asks for work.
        await using var host = await DeployAsync("any", timeout: 1, executable: "/bin/cat");

        var result = await InvokeAsync(host, "{}");

        Assert.Contains("Sandbox.Timedout", Encoding.UTF8.GetString(result.Payload.Span), StringComparison.Ordinal);
    }

    private async Task<LambdaHost> DeployAsync(string handler, int timeout, string? executable = null)
    {
        var tables = await dynamo.CreateTablesAsync();
        var host = new LambdaHost(
            new ProcessRuntimes(
                new Dictionary<string, string> { ["pipeline"] = executable ?? Path.Combine(AppContext.BaseDirectory, "EventChat.Pipeline") },
                TimeProvider.System, NullLogger<ProcessRuntimes>.Instance),
            TimeProvider.System);
        await new LambdaResources(host, new LocalAddress(dynamo.Endpoint.ToString().TrimEnd('/'))).CreateAsync(
            new ResourceDeclaration("function", "aws:lambda/function:Function", new JsonObject
            {
                ["code"] = "./artifacts/pipeline", ["handler"] = handler, ["role"] = "arn:role", ["timeout"] = timeout,
                ["environment"] = new JsonObject
                {
                    ["variables"] = new JsonObject
                    {
                        [EnvironmentNames.EventsTable] = tables.Events, [EnvironmentNames.StateTable] = tables.State, [EnvironmentNames.ViewsTable] = tables.Views,
                    },
                },
            }), default);
        return host;
    }

    private static Task<LambdaResult> InvokeAsync(LambdaHost host, string payload) =>
        host.InvokeAsync("function", Encoding.UTF8.GetBytes(payload), CancellationToken.None);
}
