using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Cases as documents.</summary>
public static class Cases
{
    /// <param name="seen">Version of the document that was decided on; 0 for none.</param>
    public static StateWrite Put(ConversationId conversation, ModerationCase c, long seen) =>
        new StateWrite.PutDocument(conversation.Log.Value, StateKeys.Case(c.VersionSeq), JsonSerializer.Serialize(c, StateJson.Default.ModerationCase), seen);
}
