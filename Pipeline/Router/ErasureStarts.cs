using System.Globalization;
using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Microsoft.Extensions.Logging;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Starts the erasure of a user who is to be forgotten: one execution for one request.</summary>
public sealed class ErasureStarts(IAmazonStepFunctions workflows, string machine, ILogger logger)
{
    public Task<IReadOnlySet<LogId>> StartAsync(IReadOnlyList<Routed<Route.Erase>> requests, CancellationToken cancel) =>
        InOrder.SendAsync(
            machine, requests, InOrder.Singly,
            async batch =>
            {
                await StartAsync(batch[0].Item, cancel);
                return [];
            },
            logger);

    public static string NameOf(Route.Erase request) => string.Create(CultureInfo.InvariantCulture, $"{request.User}-{request.Seq}");

    private async Task StartAsync(Route.Erase request, CancellationToken cancel)
    {
        try
        {
            await workflows.StartExecutionAsync(
                new StartExecutionRequest
                {
                    StateMachineArn = machine, Name = NameOf(request), Input = JsonSerializer.Serialize(new ErasureState(request.User), ErasureJson.Default.ErasureState),
                },
                cancel);
        }
        catch (ExecutionAlreadyExistsException)
        {
            // Started by this very event before, and over by now.
        }
    }
}
