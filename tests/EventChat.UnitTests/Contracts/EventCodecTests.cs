using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Projections;
using EventChat.UnitTests.EventLog.Model;
using EventChat.UnitTests.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Contracts;

/// <summary>How the shape of an event changes: docs/change-an-event.md, step by step, with shapes that are of this test alone.</summary>
public class EventCodecTests
{
    /// <summary>Say an edit once stored the text alone, under another name, and always of the message before.</summary>
    private sealed record EditedV1(long Message, string NewText);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly EventShape First = EventShape.Older(
        "message.edited", 1, (JsonTypeInfo<EditedV1>)Camel.GetTypeInfo(typeof(EditedV1)), old => new ChatEvent.MessageEdited(old.Message, old.NewText));

    private static readonly EventShape Second = new("message.edited", 2, typeof(ChatEvent.MessageEdited), EventChat.Contracts.Wire.Json.MessageEdited);

    /// <summary>The build after the change: everything else as it is.</summary>
    private static readonly EventCodec Next = new([.. EventTypes.Codec.Written.Where(s => s.Name != "message.edited"), First, Second]);

    [Fact]
    public void Both_versions_are_read_as_the_event_of_today_and_the_newer_one_is_written()
    {
        var edited = new ChatEvent.MessageEdited(7, "y");
        Assert.Equal(edited, Next.Deserialize("message.edited", 1, """{"message":7,"newText":"y"}"""));
        Assert.Equal(edited, Next.Deserialize("message.edited", 2, """{"messageSeq":7,"text":"y"}"""));
        Assert.Equal(("message.edited", 2), Next.ShapeOf(typeof(ChatEvent.MessageEdited)) is var shape ? (shape.Name, shape.Version) : default);
        Assert.Equal("""{"messageSeq":7,"text":"y"}""", Next.Serialize(edited));
    }

    [Fact]
    public void An_older_build_says_that_the_version_is_newer_and_not_that_the_event_is_unknown()
    {
        Assert.Equal(
            "Version 2 of message.edited is newer than this build knows, which is 1.",
            Assert.Throws<UnreadableEventException>(() => EventTypes.Deserialize("message.edited", 2, """{"messageSeq":7,"text":"y"}""")).Message);
        Assert.Equal("Unknown event type message.sung version 1.", Assert.Throws<UnreadableEventException>(() => EventTypes.Deserialize("message.sung", 1, "{}")).Message);
        Assert.Equal("Version 3 of message.edited is newer than this build knows, which is 2.", Next.WhyUnreadable("message.edited", 3));
        Assert.Null(Next.WhyUnreadable("message.edited", 1));
    }

    [Fact]
    public void A_body_that_does_not_fit_its_version_is_unreadable_whichever_version_it_is()
    {
        Assert.Throws<UnreadableEventException>(() => Next.Deserialize("message.edited", 1, "not json"));
        Assert.Throws<UnreadableEventException>(() => Next.Deserialize("message.edited", 1, "null"));
        Assert.Throws<UnreadableEventException>(() => Next.Deserialize("message.edited", 2, """{"message":7,"newText":"y"}"""));
    }

    [Fact]
    public void A_change_that_forgets_an_older_shape_does_not_start()
    {
        Assert.Throws<ArgumentException>(() => new EventCodec([Second]));
        Assert.Throws<ArgumentException>(() => new EventCodec([First]));
        Assert.Throws<ArgumentException>(() => new EventCodec([Second with { Version = 1 }, Second]));
        Assert.Throws<ArgumentException>(() => new EventCodec([First, First with { Version = 2 }]));
    }

    [Fact]
    public async Task A_log_parks_before_a_newer_version_and_goes_on_once_the_build_knows_it()
    {
        var room = Histories.Room.Log;
        var bed = new ViewsBed();
        await bed.AppendAsync(
            room, new ChatEvent.ConversationCreated(ConversationKind.Group, "Room"), new ChatEvent.MemberAdded(new("ann"), "Ann", MemberRole.Owner),
            new ChatEvent.MessageSent("one"), new ChatEvent.MessageEdited(3, "in the first shape"), new ChatEvent.MessageEdited(3, "in the second shape"),
            new ChatEvent.MessageSent("after"));
        await RewriteAsync(bed, seq: 4, version: 1, """{"message":3,"newText":"in the first shape"}""");
        await RewriteAsync(bed, seq: 5, version: 2, """{"messageSeq":3,"text":"in the second shape"}""");

        // A fold of the build before the first shape was given up: it reads neither, and stops at the one it does not know.
        var old = Projector(bed, new EventCodec([.. Next.Written.Where(s => s.Name != "message.edited"), First with { Upcast = null, Clr = typeof(ChatEvent.MessageEdited), Json = Tolerant }]));
        Assert.Equal(ProjectionResult.Parked, await old.ProjectAsync(ViewsBed.Live(Projection.Conversations), room, [], default));
        var parked = Assert.Single(await bed.Views.ParkedAsync(ViewsBed.View(Projection.Conversations), default).ToListAsync());
        Assert.Equal((4, "Version 2 of message.edited is newer than this build knows, which is 1."), (parked.Seq, parked.Reason));

        var live = ViewsBed.Live(Projection.Conversations);
        Assert.Equal(ProjectionResult.Applied, await Projector(bed, Next).ReplayAsync(live, room, default));
        Assert.Empty(await bed.Views.ParkedAsync(live.View, default).ToListAsync());
        Assert.Equal("in the second shape", bed.Row(Projection.Conversations, new(room.Value, ViewKeys.Message(3)))![RowItems.Text].S);
        Assert.Equal("after", bed.Row(Projection.Conversations, new(room.Value, ViewKeys.Message(6)))![RowItems.Text].S);
    }

    /// <summary>The first shape, as the build read it that knew no other: into the event itself.</summary>
    private static readonly JsonTypeInfo Tolerant = Renamed();

    private static JsonTypeInfo Renamed()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(info =>
        {
            if (info.Type != typeof(ChatEvent.MessageEdited)) return;
            foreach (var property in info.Properties) property.Name = property.Name switch { "messageSeq" => "message", "text" => "newText", var same => same };
        });
        return new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = resolver }.GetTypeInfo(typeof(ChatEvent.MessageEdited));
    }

    private static Projector Projector(ViewsBed bed, EventCodec codec) =>
        new(new SegmentLog(bed.Dynamo, ModelDynamoDb.Events, bed.Meter, codec: codec), bed.Views, new NoPublisher(), TimeProvider.System, NullLogger.Instance);

    private static async Task RewriteAsync(ViewsBed bed, long seq, int version, string body)
    {
        foreach (var item in bed.Dynamo.Items(ModelDynamoDb.Events))
        {
            var at = (int)(seq - long.Parse(item[SegmentAttributes.Start].N, System.Globalization.CultureInfo.InvariantCulture));
            var events = item[SegmentAttributes.Events].L;
            if (at < 0 || at >= events.Count) continue;
            AttributeValue[] rewritten = [.. events];
            rewritten[at] = new() { M = new(events[at].M) { [EventAttributes.Version] = new() { N = $"{version}" }, [EventAttributes.Body] = new() { S = body } } };
            await bed.Dynamo.PutItemAsync(new PutItemRequest { TableName = ModelDynamoDb.Events, Item = new(item) { [SegmentAttributes.Events] = new() { L = [.. rewritten] } } });
        }
    }
}
