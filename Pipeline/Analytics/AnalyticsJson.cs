using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What the task of the analytics workflow is asked and answers, and the documents it keeps.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson), typeof(CommandIdJson)])]
[JsonSerializable(typeof(AnalyticsTask))]
[JsonSerializable(typeof(AnalyticsAnswer))]
[JsonSerializable(typeof(Responses))]
[JsonSerializable(typeof(AnalyzedMark))]
public sealed partial class AnalyticsJson : JsonSerializerContext;

/// <param name="Task"><c>analyze</c>.</param>
public sealed record AnalyticsTask(string Task, AnalyticsInput Input);

public sealed record AnalyticsInput(IReadOnlyList<RoutedText> Messages, int Attempt = 0);

/// <param name="Analyzed">Messages that Comprehend was asked about.</param>
/// <param name="Units">Units of 100 characters that were billed for them.</param>
/// <param name="Measured">Answers whose time was measured.</param>
public sealed record AnalyticsAnswer(int Analyzed, double Units, int Measured);

/// <summary>That a message was analyzed: written with the event, so that neither is bought or recorded twice.</summary>
public sealed record AnalyzedMark(double Units);
