using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>Begins the review that a report or an appeal asks for, and tells the execution that waits when moderators agree. Both go by the case, not by the event.</summary>
public sealed class Reviews(StateTable state, IAmazonStepFunctions workflows, string machine, ILogger logger)
{
    /// <summary>Characters of an execution's name.</summary>
    private const int NameCharacters = 80;

    public Task<IReadOnlySet<LogId>> HandleAsync(IReadOnlyList<Routed<Route>> routes, CancellationToken cancel) =>
        InOrder.SendAsync(
            machine, routes, InOrder.Singly,
            async batch =>
            {
                await (batch[0].Item switch
                {
                    Route.Review review => OpenAsync(review, cancel),
                    Route.Settle settle => SettleAsync(settle, cancel),
                    var other => throw new ArgumentException($"{other.GetType().Name} is no matter of reviews.", nameof(routes)),
                });
                return [];
            },
            logger);

    /// <summary>The same event always asks for the same execution, however often and late it comes.</summary>
    public static string NameOf(Route.Review review)
    {
        var (conversation, rest) = (review.Input.ConversationId.Value, $"-{review.Input.VersionSeq}-m{review.CauseSeq}");
        if (conversation.Length + rest.Length <= NameCharacters) return conversation + rest;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation)).AsSpan(0, 16)) + rest;
    }

    /// <summary>A report needs nobody while somebody is waited for already, or once people have decided. An appeal is heard whoever decided.</summary>
    public static bool IsNeeded(ModerationCase? known, ReviewCause cause) =>
        known is null || (known.Open is null && (cause is ReviewCause.Appeal || known.Source is not VerdictSource.Moderators));

    private async Task OpenAsync(Route.Review review, CancellationToken cancel)
    {
        if (!IsNeeded(await CaseAsync(review.Input.ConversationId, review.Input.VersionSeq, cancel), review.Input.Cause)) return;
        try
        {
            await workflows.StartExecutionAsync(
                new StartExecutionRequest
                {
                    StateMachineArn = machine, Name = NameOf(review), Input = JsonSerializer.Serialize(review.Input, RouterWire.Json.RoutedReview),
                },
                cancel);
        }
        catch (ExecutionAlreadyExistsException)
        {
            // Started by this very event before, and over by now.
        }
    }

    private async Task SettleAsync(Route.Settle settle, CancellationToken cancel)
    {
        var known = await CaseAsync(settle.Conversation, settle.VersionSeq, cancel);
        if (known is not { Open: { } open, Agreed: { } outcome }) return;
        try
        {
            await workflows.SendTaskSuccessAsync(
                new SendTaskSuccessRequest { TaskToken = open.Token, Output = JsonSerializer.Serialize(new TokenAnswer(outcome), RouterWire.Json.TokenAnswer) }, cancel);
        }
        catch (Exception e) when (e is TaskTimedOutException or TaskDoesNotExistException or InvalidTokenException)
        {
            // The execution was told before, or its deadline passed: it closes by the case, which holds the opinions.
        }
    }

    private async Task<ModerationCase?> CaseAsync(ConversationId conversation, long versionSeq, CancellationToken cancel) =>
        (await state.DocumentAsync(conversation.Log.Value, StateKeys.Case(versionSeq), StateJson.Default.ModerationCase, cancel)).Value;
}
