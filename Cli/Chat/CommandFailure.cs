using System.Net.WebSockets;
using Amazon.Runtime;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>What ends a command with one line and exit code 1; everything else is a bug and shows its trace.</summary>
internal sealed class CommandFailure(string message) : Exception(message)
{
    public static async Task<int> Report(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return 130; // as a shell reports Ctrl-C
        }
        catch (Exception e) when (Explain(e) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return 1;
        }
    }

    /// <summary>A sentence for the user, or null for what a user can not have caused.</summary>
    public static string? Explain(Exception e) => e switch
    {
        CommandFailure => e.Message,
        ChatRefusedException refused => Explain(refused.Refusal),
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"{code}: {e.Message}",
        AmazonServiceException { StatusCode: var status } => $"The service answered {(int)status}, and no error of its own.",
        AmazonClientException or HttpRequestException => e.Message,
        ChatUnavailableException or SessionEndedException or UserPoolException or WebSocketException => e.Message,
        _ => null,
    };

    private static string Explain(Refusal refusal) => refusal.Info is { Limit: { } limit } info
        ? $"{refusal.Type}: {refusal.Message} ({info.Field}: {limit} {info.Unit})"
        : $"{refusal.Type}: {refusal.Message}";
}
