using System.Text.Json;
using Amazon.Lambda.AppSyncEvents;
using EventChat.Contracts;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Projections;

/// <summary>Who may ask the operations function, and for what.</summary>
public class OperationsSpecs
{
    private static readonly IReadOnlyList<Projection> All = Projection.All;

    [Theory]
    [InlineData("""{"sub":"u-1","username":"mo","groups":["moderators"]}""")]
    [InlineData("""{"sub":"u-1","username":"alice","groups":null}""")]
    [InlineData("""{"sub":"u-1","username":"alice","claims":{"cognito:groups":["operators"]}}""")]
    [InlineData("""{"sub":"u-1","username":"operators","groups":["operators2"]}""")]
    public async Task Whoever_is_not_in_the_group_is_refused_and_nothing_is_looked_at(string identity)
    {
        var function = new OperationsFunction(_ => throw new InvalidOperationException("Nobody asked."), NullLogger.Instance);
        foreach (var field in OperationFields.Acts.Concat(["readModels", "runs", "run", "parkedLogs", "operatorActs"]))
        {
            var answer = await function.AnswerAsync(Event(field, identity, """{"groups":["operators"]}"""), default);
            Assert.Equal((RefusalType.NotAllowed, null), (answer.Refusal!.Type, answer.Data));
        }
    }

    [Fact]
    public Task A_call_without_a_user_is_a_fault_of_the_stack() => Assert.ThrowsAsync<InvalidOperationException>(() =>
        new OperationsFunction(_ => throw new NotSupportedException(), NullLogger.Instance).AnswerAsync(Event("runs", """{"groups":["operators"]}""", "{}"), default));

    [Fact]
    public void A_rebuild_of_chosen_logs_mends_them_in_place_and_so_does_a_dry_one()
    {
        Assert.Equal(RunMode.Rebuild, Input("""{"input":{"projections":["users"],"eventsPerSecond":50}}""").Rebuild(All).Mode);
        Assert.Equal((RunMode.Repair, true), Input("""{"input":{"dryRun":true}}""").Rebuild(All) is var dry ? (dry.Mode, dry.DryRun) : default);
        var chosen = Input("""{"input":{"log":"c#room-0001","since":"2026-03-01T12:00:00.000Z","userId":"u-1"}}""").Rebuild(All);
        Assert.Equal((RunMode.Repair, new LogId("c#room-0001"), new UserId("u-1")), (chosen.Mode, chosen.Log, chosen.User));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), chosen.Since);
    }

    [Fact]
    public void A_check_writes_only_if_it_is_asked_to()
    {
        Assert.Equal(RunMode.Verify, Input("""{"input":{}}""").Verify(All).Mode);
        Assert.Equal(RunMode.Repair, Input("""{"input":{"repair":true}}""").Verify(All).Mode);
        Assert.Null(Input("""{"input":{"projections":null}}""").Verify(All).Projections);
    }

    [Theory]
    [InlineData("""{"input":{"log":"x#nonsense"}}""", "log")]
    [InlineData("""{"input":{"userId":"not a user"}}""", "userId")]
    [InlineData("""{"input":{"since":"yesterday"}}""", "since")]
    [InlineData("""{"input":{"projections":[]}}""", "projections")]
    public void What_can_not_be_meant_is_refused_with_its_name(string arguments, string field) =>
        Assert.Equal(field, Assert.Throws<RunRefusedException>(() => Input(arguments).Rebuild(All)).Field);

    [Theory]
    [InlineData("users", "nextToken")]
    [InlineData("users@x|u#1", "nextToken")]
    public void A_token_of_another_field_is_none(string token, string field) =>
        Assert.Equal(field, Assert.Throws<RunRefusedException>(() => Input($$"""{"nextToken":"{{token}}"}""").ParkedCursor()).Field);

    [Fact]
    public void A_page_goes_on_where_the_one_before_ended()
    {
        var last = new ParkedLog(new("conversation", 3), new("c#room-0001"), 7, "poison", default);
        Assert.Equal(new ParkedCursor(last.View, last.Log), Input($$"""{"nextToken":"{{OperationInput.TokenOf(last)}}"}""").ParkedCursor());
        Assert.Null(Input("{}").ParkedCursor());
        Assert.Equal(10, Input("{}").Limit(1, 20, 10));
        Assert.Equal("limit", Assert.Throws<RunRefusedException>(() => Input("""{"limit":21}""").Limit(1, 20, 10)).Field);
    }

    private static OperationInput Input(string arguments) => new(JsonElement.Parse(arguments));

    private static AppSyncResolverEvent<JsonElement> Event(string field, string identity, string arguments) => new()
    {
        Arguments = JsonElement.Parse(arguments), Identity = JsonElement.Parse(identity), Info = new() { FieldName = field },
    };
}
