using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Cli.Chat;
using EventChat.Contracts;
using EventChat.Pipeline;

namespace EventChat.Cli.Recovery;

/// <summary>Starts the review workflow for a review that is open and that no execution waits for. The same review twice is one execution.</summary>
internal sealed class WaitAgain(IAmazonStepFunctions states, string machine)
{
    private string? _arn;

    public async Task StartAsync(ConversationId conversation, ModerationCase known, CancellationToken cancel)
    {
        var start = ReviewStart.Again(conversation, known);
        try
        {
            await states.StartExecutionAsync(
                new StartExecutionRequest { StateMachineArn = await ArnAsync(cancel), Name = start.Name, Input = JsonSerializer.Serialize(start.Input, ModerationWire.Json.ReviewRequest) },
                cancel);
        }
        catch (ExecutionAlreadyExistsException)
        {
            // Started by an attempt that was interrupted.
        }
    }

    private async Task<string> ArnAsync(CancellationToken cancel)
    {
        if (_arn is not null) return _arn;
        await foreach (var found in states.Paginators.ListStateMachines(new ListStateMachinesRequest()).StateMachines.WithCancellation(cancel))
            if (found.Name == machine) return _arn = found.StateMachineArn;
        throw new CommandFailure($"There is no state machine '{machine}': is the stack deployed?");
    }
}
