using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The commands function's answer, as the resolver expects it.</summary>
/// <param name="Data">A receipt, or what the field answers instead.</param>
public sealed record CommandAnswer(JsonElement? Data, Refusal? Refusal)
{
    public static CommandAnswer Refused(Refusal refusal) => new(null, refusal);

    public static CommandAnswer Of(CommandReceipt receipt) => new(JsonSerializer.SerializeToElement(receipt, Wire.Json.CommandReceipt), null);

    public static CommandAnswer Of(Original original) => new(JsonSerializer.SerializeToElement(original, PipelineJson.Default.Original), null);

    public static CommandAnswer Of(PresenceAnswer presence) => new(JsonSerializer.SerializeToElement(presence, PipelineJson.Default.PresenceAnswer), null);

    /// <param name="bad">What is wrong with the input; null if nothing.</param>
    public static async Task<CommandAnswer> OfAsync(CommandId id, ConversationId conversation, Refusal? bad, Func<Task<CommandOutcome>> run)
    {
        if (bad is not null) return Refused(bad);
        var outcome = await run();
        if (outcome.Refusal is { } refusal) return Refused(refusal);
        var first = outcome.Events is [var e, ..] ? e : null;
        return Of(new CommandReceipt(conversation.Value, id.ToString(), first?.Seq, first is null ? null : WireTime.Format(first.At)));
    }
}
